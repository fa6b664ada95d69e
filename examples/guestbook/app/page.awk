# Fills the placeholders of a page. First the answer of the REST service (one entry on a line), then the template.

function escaped(text) {
    gsub(/&/, "\\&amp;", text)
    gsub(/</, "\\&lt;", text)
    gsub(/>/, "\\&gt;", text)
    gsub(/"/, "\\&quot;", text)
    return text
}

# The string after "name": in a line of JSON.
function value(line, name,    start, position, character, text) {
    start = index(line, "\"" name "\":\"")
    if (!start) return ""
    for (position = start + length(name) + 4; position <= length(line); position++) {
        character = substr(line, position, 1)
        if (character == "\"") break
        if (character == "\\") {
            character = substr(line, ++position, 1)
            if (character == "u") {
                character = " "
                position += 4
            }
        }
        text = text character
    }
    return text
}

function filled(line,    start, end, name) {
    while ((start = index(line, "{{")) && (end = index(line, "}}")) > start) {
        name = substr(line, start + 2, end - start - 2)
        printf "%s%s", substr(line, 1, start - 1), values[name]
        line = substr(line, end + 2)
    }
    print line
}

BEGIN {
    split("title motd version host", names, " ")
    for (number in names) values[names[number]] = escaped(ENVIRON[names[number]])
    if (values["motd"] != "") values["motd"] = "<p class=\"motd\">" values["motd"] "</p>"
    values["rest"] = values["database"] = "nobody"
    values["entries"] = "<li>The REST service does not answer.</li>"
}

FILENAME == "-" || FILENAME == "" {
    if (index($0, "{\"database\":") == 1) {
        values["database"] = escaped(value($0, "database") " on " value($0, "databaseHost"))
        values["rest"] = escaped(value($0, "servedBy"))
        values["entries"] = ""
    }
    if (index($0, "{\"id\":") == 1) {
        # The newest first.
        values["entries"] = "<li><b>" escaped(value($0, "name")) "</b> <time>" escaped(value($0, "time")) "</time><br>" \
            escaped(value($0, "text")) "</li>\n" values["entries"]
    }
    next
}

{ filled($0) }
