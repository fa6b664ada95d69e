<#
.SYNOPSIS
Deploys the guest book to a swarm from its compose file, shows it at work, changes it, and removes it again.

.DESCRIPTION
Three services: web (the page) asks rest, which asks db. Only rest and db know the password.
Needs the module imported and the image on every node. The page is fetched from GUESTBOOK_ADDRESS (127.0.0.1), port
GUESTBOOK_PORT (8080).
#>
[CmdletBinding()]
param(
    [string] $Image = 'swarmtools/guestbook:1'
)

$ErrorActionPreference = 'Stop'
$address = if ($env:GUESTBOOK_ADDRESS) { $env:GUESTBOOK_ADDRESS } else { '127.0.0.1' }
$port = if ($env:GUESTBOOK_PORT) { [int] $env:GUESTBOOK_PORT } else { 8080 }
$uri = "http://${address}:$port/"
$browser = [System.Net.WebClient]::new()
$browser.Proxy = $null

# Shows a command and what it returns, each at once and in the view of its type. Errors too: after Ctrl+C nothing else shows them.
function Show-Step([string] $Text, [scriptblock] $Command) {
    '', "== $Text", "PS> $("$Command".Trim())" | Out-Default
    & $Command 2>&1 | Out-Default
}

# Tries for a minute: on a busy machine the way to a new container opens a moment after it is healthy.
function Get-Page {
    $end = [DateTime]::UtcNow.AddMinutes(1)
    while ($true) {
        try { return $browser.DownloadString($uri) }
        catch [System.Net.WebException] { if ([DateTime]::UtcNow -gt $end) { throw } }
        [System.Threading.Thread]::Sleep(500)
    }
}

$isOwnSwarm = $false
try { Show-Step 'Which swarm is it?' { Get-Swarm } }
catch {
    if ($_.FullyQualifiedErrorId -notlike 'NotInSwarm*') { throw }
    Show-Step 'None yet: this engine gets one of its own, until the demo ends.' { Initialize-Swarm -AdvertiseAddress 127.0.0.1 }
    $isOwnSwarm = $true
}

# What is removed at the end must be what was made here.
if (Get-SwarmStack | Where-Object Name -eq guestbook) { throw 'The swarm has a stack guestbook already. Remove it, then start again.' }

# A password that nobody has seen, and that is in no file.
$password = [System.Security.SecureString]::new()
$bytes = [byte[]]::new(24)
$random = [System.Security.Cryptography.RandomNumberGenerator]::Create()
$random.GetBytes($bytes)
[Convert]::ToBase64String($bytes).ToCharArray() | ForEach-Object { $password.AppendChar($_) }

# The image is on the nodes, not in a registry.
$stack = @{
    Path         = "$PSScriptRoot/compose.yml"
    ResolveImage = 'Never'
    SecretValue  = @{ mysql_app_password = $password }
}
$first = @{ GUESTBOOK_IMAGE = $Image; GUESTBOOK_PORT = "$port" }
$second = $first + @{ GUESTBOOK_VERSION = '2' }
$bad = $first + @{ GUESTBOOK_VERSION = '3'; GUESTBOOK_REST = '/bin/false' }

try {
    Show-Step 'The stack, each service when those it needs are healthy. The cmdlet waits for all.' { Publish-SwarmStack @stack -Variable $first }
    Show-Step 'What differs from the file now? Nothing.' { Compare-SwarmStack $stack.Path -SecretValue $stack.SecretValue -Variable $first }
    Show-Step 'The stack is an object ...' { Get-SwarmStack guestbook }
    Show-Step '... and so are its services.' { Get-SwarmStack guestbook | Get-SwarmService }

    $entry = [System.Collections.Specialized.NameValueCollection]::new()
    $entry.Add('name', 'demo.ps1')
    $entry.Add('text', "Signed at $([DateTime]::UtcNow.ToString('s'))")
    $null = Get-Page
    $null = $browser.UploadValues($uri, $entry)
    if (-not (Get-Page).Contains($entry['text'])) { throw "The page at $uri does not show the entry." }
    Show-Step 'An entry went through rest into the database, and is on the page. See who answers:' {
        1..4 | ForEach-Object { if ((Get-Page) -match '<footer>(.*)</footer>') { $Matches[1] } }
    }
    Show-Step 'Logs are objects too.' { Get-SwarmLog guestbook_rest -Tail 5 }

    Show-Step 'Another version: first the plan ...' { (Publish-SwarmStack @stack -Variable $second -WhatIf).Changes }
    Show-Step '... then the change. The database is as it should be, and is left alone.' { Publish-SwarmStack @stack -Variable $second }
    Show-Step 'A version that does not start. All goes back, and the error says why.' { Publish-SwarmStack @stack -Variable $bad -RollbackOnFailure -ErrorAction Continue }
    Show-Step 'The second version still answers, and the swarm is as its file says.' {
        if ((Get-Page) -match '<footer>(.*)</footer>') { $Matches[1] }
        Compare-SwarmStack $stack.Path -SecretValue $stack.SecretValue -Variable $second -Quiet
    }
}
finally {
    # One that fails must not keep the next from being removed.
    $ErrorActionPreference = 'Continue'
    Show-Step 'Everything goes again.' { Get-SwarmStack | Where-Object Name -eq guestbook | Remove-SwarmStack }
    if ($isOwnSwarm) { Show-Step 'The swarm too.' { Exit-Swarm -Force -Confirm:$false } }
}
