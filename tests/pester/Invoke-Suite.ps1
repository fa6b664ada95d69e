<#
.SYNOPSIS
    Runs the Pester suite over the packaged module, with Pester 5 or 6.
.DESCRIPTION
    Tests that need an engine use the one of SWARMTOOLS_TEST_ENGINE, SWARMTOOLS_TEST_HOST or DOCKER_HOST, a manager that they may change;
    without one they are skipped. PSScriptAnalyzer is asked where it is installed; where it is not, that is said.
.PARAMETER PesterPath
    The manifest of Pester. The default is the newest that is installed.
.PARAMETER ResultPath
    Where the results are written, as NUnit XML.
.PARAMETER ExcludeTag
    What is left out: Engine for the tests on an engine.
.EXAMPLE
    ./tests/pester/Invoke-Suite.ps1 -ResultPath TestResults/pester.xml
#>
[CmdletBinding()]
param(
    [string] $PesterPath = '',
    [string] $ResultPath = '',
    [string[]] $ExcludeTag = @()
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

# The errors that the tests expect are none of a build.
$env:SWARMTOOLS_LOGGING_COMMANDS = 'off'

# Windows comes with Pester 3, which is something else.
if ($PesterPath) { Import-Module -Name $PesterPath }
elseif (Get-Module -Name Pester -ListAvailable | Where-Object { $_.Version.Major -ge 5 }) { Import-Module -Name Pester -MinimumVersion 5.0 }
else { throw "Pester 5 or newer is not installed: Install-Module -Name Pester -Scope CurrentUser -SkipPublisherCheck" }

if (-not (Get-Module -Name PSScriptAnalyzer -ListAvailable)) {
    'PSScriptAnalyzer is not on this machine: the scripts were not analysed.'
    $ExcludeTag += 'Analyzer'
}

$settings = New-PesterConfiguration
$settings.Run.Path = $PSScriptRoot
$settings.Run.PassThru = $true
$settings.Output.Verbosity = 'Normal'
$settings.Output.CIFormat = 'None'
$settings.Filter.ExcludeTag = $ExcludeTag
if ($ResultPath) {
    $settings.TestResult.Enabled = $true
    $settings.TestResult.OutputPath = $ResultPath
    $settings.TestResult.OutputFormat = 'NUnitXml'
}

$result = Invoke-Pester -Configuration $settings
if ($result.Result -ne 'Passed') { exit 1 }
