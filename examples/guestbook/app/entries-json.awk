# The database's answer to LIST, as JSON, one entry on a line.

function digit(character) { return index("0123456789abcdef", character) - 1 }

function json(hex,    text, position, code) {
    for (position = 1; position < length(hex); position += 2) {
        code = 16 * digit(substr(hex, position, 1)) + digit(substr(hex, position + 1, 1))
        if (code < 32) text = text sprintf("\\u%04x", code)
        else text = text (code == 34 || code == 92 ? "\\" : "") sprintf("%c", code)
    }
    return text
}

NR == 1 {
    printf "{\"database\":\"%s\",\"databaseHost\":\"%s\",\"servedBy\":\"%s\",\"entries\":[", ENVIRON["database"], $2, ENVIRON["servedBy"]
}

NR > 1 {
    printf "%s\n{\"id\":%d,\"time\":\"%s\",\"name\":\"%s\",\"text\":\"%s\"}", separator, NR - 1, $1, json($2), json($3)
    separator = ","
}

END { printf "\n]}\n" }
