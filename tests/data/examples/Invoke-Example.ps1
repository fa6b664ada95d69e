<#
.SYNOPSIS
    Runs examples of the help, each command as if it were typed into a console of 80 columns.
.DESCRIPTION
    The work is a file of JSON: { "scene": "shop", "pages": [ { "name": "Get-SwarmNode", "examples": [ "Get-SwarmNode", ... ] } ] }.
    The console's output and its errors are written as they come, with a line '@@@ PAGE NUMBER' before those of each example.
    With -Command that is run alone, and nothing is put back.
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

. "$PSScriptRoot/$Scene.ps1"
$desk = [System.IO.Directory]::CreateTempSubdirectory('swarmtools-desk-').FullName
try {
    Set-Location -LiteralPath $desk
    Copy-Item "$PSScriptRoot/*.yml", "$PSScriptRoot/*.txt", "$env:DOCKER_CONFIG/*.pem" -Destination .
    Connect-Swarm -Context prod
    if ($Setup) {
        Initialize-Scene
    }

    if ($Command) {
        Invoke-Page ([pscustomobject] @{ name = 'Command'; examples = @($Command) })
    }
}
finally {
    Set-Location /
    Remove-Item -LiteralPath $desk -Recurse -Force
}
