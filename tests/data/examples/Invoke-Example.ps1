<#
.SYNOPSIS
    Runs examples of the help, each command as if it were typed into a console.
.DESCRIPTION
    The console's output and its errors are written as they come, with a line '@@@ PAGE NUMBER' before those of each example.
.PARAMETER Work
    A file of JSON: [ { "name": "Get-SwarmNode", "examples": [ "Get-SwarmNode", ... ] } ]. The scene is put back before each page.
.PARAMETER Command
    Runs this alone, and puts nothing back.
.PARAMETER Setup
    Makes the scene first.
.PARAMETER Scene
    The scene, a script beside this one.
#>
[CmdletBinding()]
param(
    [string] $Work,
    [string] $Command,
    [switch] $Setup,
    [string] $Scene = 'shop'
)

Set-StrictMode -Version Latest
$PSStyle.OutputRendering = 'PlainText'
$ProgressPreference = 'SilentlyContinue'
Import-Module $env:SWARMTOOLS_MANIFEST

function Write-Mark([string] $Text) {
    [Console]::Out.WriteLine("@@@ $Text")
    [Console]::Error.WriteLine("@@@ $Text")
}

function Invoke-Page($ExamplePage) {
    # What an example leaves in variables the next one of its page has.
    Set-StrictMode -Off
    for ($exampleNumber = 1; $exampleNumber -le $ExamplePage.examples.Count; $exampleNumber++) {
        Write-Mark "$($ExamplePage.name) $exampleNumber"
        $exampleErrors = $exampleTokens = $null
        $exampleAst = [System.Management.Automation.Language.Parser]::ParseInput($ExamplePage.examples[$exampleNumber - 1], [ref] $exampleTokens, [ref] $exampleErrors)
        foreach ($exampleError in $exampleErrors) {
            [Console]::Error.WriteLine($exampleError.Message)
        }

        # A console shows what each statement returns by itself: two lists are two tables.
        foreach ($exampleStatement in $exampleAst.EndBlock.Statements) {
            try {
                . ([scriptblock]::Create($exampleStatement.Extent.Text)) | Out-Default
            }
            catch {
                [Console]::Error.WriteLine($_.ToString())
            }
        }
    }
}

# In a folder with nothing but the files of the scene.
function Use-Desk([scriptblock] $Script) {
    $null = New-Item /srv/shop -ItemType Directory
    try {
        Set-Location /srv/shop
        Copy-Item "$PSScriptRoot/*.yml", "$PSScriptRoot/*.txt", "$env:DOCKER_CONFIG/*.pem" -Destination .
        . $Script
    }
    finally {
        Set-Location /
        Remove-Item /srv/shop -Recurse -Force
    }
}

. "$PSScriptRoot/$Scene.ps1"
Connect-Swarm -Context prod
if ($Setup) {
    Use-Desk { Initialize-Scene }
}

if ($Command) {
    Use-Desk { Invoke-Page ([pscustomobject] @{ name = 'Command'; examples = @($Command) }) }
}

if ($Work) {
    Save-Scene
    foreach ($page in Get-Content -LiteralPath $Work -Raw | ConvertFrom-Json) {
        Write-Mark "$($page.name) 0"
        Connect-Swarm -Context prod
        try {
            Use-Desk { Restore-Scene $page.name }
        }
        catch {
            # What cannot be put back is made anew; why it could not is worth to be known.
            [Console]::Out.WriteLine("Not put back, so made anew: $_")
            Use-Desk { Initialize-Scene }
            Save-Scene
        }

        Use-Desk { Invoke-Page $page }
    }
}
