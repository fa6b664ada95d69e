# What every file of the suite begins with, in BeforeAll: the packaged module, and the engine that there may be. Windows PowerShell 5.1 and 7.
Set-StrictMode -Version 2

# The module as it ships, never one that is installed.
$manifest = @(Get-ChildItem -Path (Join-Path -Path $PSScriptRoot -ChildPath '../../out/SwarmTools/*/SwarmTools.psd1'))
if ($manifest.Count -ne 1) { throw "There is no packaged module in out/SwarmTools, or more than one. Run 'build.sh package' or 'build.ps1 -Task Package' first." }
$moduleFolder = $manifest[0].Directory.FullName
if (-not (Get-Module -Name SwarmTools)) { Import-Module -Name $manifest[0].FullName }

# The engine that tests may change, and its image that stays up. Without one they are skipped.
$engine = @($env:SWARMTOOLS_TEST_ENGINE, $env:SWARMTOOLS_TEST_HOST, $env:DOCKER_HOST) | Where-Object { $_ } | Select-Object -First 1
$image = if ($env:SWARMTOOLS_TEST_IMAGE) { $env:SWARMTOOLS_TEST_IMAGE } else { 'swarmtools/test:1' }

$noEngine = 'No engine is named: set SWARMTOOLS_TEST_ENGINE or DOCKER_HOST to a manager that the suite may use.'
