<#
.SYNOPSIS
Runs the guest book on a swarm with single cmdlets, shows it at work, and removes it again.

.DESCRIPTION
Three services: guestbook-web (the page) asks guestbook-rest, which asks guestbook-db. Only rest and db know the password.
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
$old = @(Get-SwarmService guestbook-*) + @(Get-SwarmNetwork guestbook-*) + @(Get-SwarmSecret guestbook-*) + @(Get-SwarmConfig guestbook-*)
if ($old) { throw "The swarm has a guest book already: $old. Remove it, then start again." }

# What the services have in common; the image is on the nodes, not in a registry.
$common = @{ Image = $Image; NoResolveImage = $true; HealthInterval = '2s'; HealthTimeout = '5s'; HealthStartPeriod = '10s' }
$secret = @{ Source = 'guestbook-mysql_app_password'; Target = 'mysql_app_password' }
$secretFile = '/run/secrets/mysql_app_password'

# With Dnsrr a name stands for the addresses of all replicas: the callers spread their requests themselves.
$db = @{
    Argument      = '/app/db.sh'
    Environment   = @{ DB_DATABASE = 'app'; DB_USER = 'appuser'; MYSQL_PASSWORD_FILE = $secretFile }
    Network       = 'guestbook-back'
    Secret        = $secret
    EndpointMode  = 'Dnsrr'
    HealthCommand = '/app/health.sh', 'db'
}
$rest = @{
    Argument            = '/app/rest.sh'
    Replicas            = 2
    Environment         = @{ DB_HOST = 'guestbook-db'; DB_DATABASE = 'app'; DB_USER = 'appuser'; DB_PASSWORD_FILE = $secretFile }
    Network             = 'guestbook-front', 'guestbook-back'
    Secret              = $secret
    EndpointMode        = 'Dnsrr'
    HealthCommand       = '/app/health.sh', 'rest'
    UpdateParallelism   = 1
    UpdateDelay         = '5s'
    UpdateMonitor       = '5s'
    UpdateOrder         = 'StartFirst'
    UpdateFailureAction = 'Rollback'
}
if (Get-SwarmNode -Role Worker -State Ready) { $rest.Constraint = 'node.role==worker' }
$web = @{
    Argument      = '/app/web.sh'
    Mode          = 'Global'
    Environment   = @{ REST_HOST = 'guestbook-rest:8080'; GUESTBOOK_TITLE = 'Guest book of the demo' }
    Network       = 'guestbook-front'
    Config        = @{ Source = 'guestbook-motd'; Target = '/etc/guestbook/motd.txt' }
    Publish       = @{ Published = $port; Target = 80; Mode = 'Host' }
    HealthCommand = '/app/health.sh', 'web'
}

try {
    Show-Step 'Two networks: the page cannot reach the database.' { 'guestbook-front', 'guestbook-back' | New-SwarmNetwork }
    Show-Step 'A password that nobody has seen.' { Add-SwarmSecret guestbook-mysql_app_password -Generate 24 }
    Show-Step 'A message of the day.' { Add-SwarmConfig guestbook-motd 'Deployed with SwarmTools.' }

    Show-Step 'The database. The cmdlet waits until it is healthy, or fails with the reason.' { New-SwarmService guestbook-db @common @db }
    Show-Step 'The REST service twice, on workers where there are some.' { New-SwarmService guestbook-rest @common @rest }
    Show-Step 'The page, on every node, so that each answers on the port.' { New-SwarmService guestbook-web @common @web }
    Show-Step 'Services are objects ...' { Get-SwarmService guestbook-* }
    Show-Step '... and so are their tasks.' { Get-SwarmService guestbook-* | Get-SwarmTask }

    $entry = [System.Collections.Specialized.NameValueCollection]::new()
    $entry.Add('name', 'demo.ps1')
    $entry.Add('text', "Signed at $([DateTime]::UtcNow.ToString('s'))")
    $null = Get-Page
    $null = $browser.UploadValues($uri, $entry)
    if (-not (Get-Page).Contains($entry['text'])) { throw "The page at $uri does not show the entry." }
    Show-Step 'An entry went through rest into the database, and is on the page. See who answers:' {
        1..4 | ForEach-Object { if ((Get-Page) -match '<footer>(.*)</footer>') { $Matches[1] } }
    }
    Show-Step 'Logs are objects too.' { Get-SwarmLog guestbook-rest -Tail 5 }
}
finally {
    # One that fails must not keep the next from being removed.
    $ErrorActionPreference = 'Continue'
    Show-Step 'Everything goes again.' {
        Remove-SwarmService guestbook-*; Remove-SwarmSecret guestbook-*; Remove-SwarmConfig guestbook-*; Remove-SwarmNetwork guestbook-*
    }
    if ($isOwnSwarm) { Show-Step 'The swarm too.' { Exit-Swarm -Force -Confirm:$false } }
}
