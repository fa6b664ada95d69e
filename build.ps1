<#
.SYNOPSIS
    Builds, tests, shows and packs SwarmTools.
.DESCRIPTION
    The same tasks as build.sh. What they do is in build/build.proj and tests/lab.
.PARAMETER Task
    Build compiles and assembles the module in out/SwarmTools. Test runs the tests, Pester those of tests/pester
    in the PowerShell that runs this, Demo the guestbook, Bench the benchmarks, Fuzz a million changed compose files.
    Help writes docs/cmdlets and the file of Get-Help anew. Package makes a NuGet package and a zip file. Clean
    removes everything that was built.
.PARAMETER Argument
    Arguments for tests/lab.
.EXAMPLE
    ./build.ps1 -Task Test
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Pester', 'Demo', 'Bench', 'Fuzz', 'Help', 'Package', 'Clean')]
    [string] $Task = 'Build',

    [Parameter(ValueFromRemainingArguments = $true)]
    [string[]] $Argument = @()
)

$ErrorActionPreference = 'Stop'

if (-not (Get-Command -Name dotnet -CommandType Application -ErrorAction SilentlyContinue)) {
    throw 'The .NET 10 SDK is missing: install it and put dotnet on the PATH.'
}

$usesLab = $Task -in 'Test', 'Demo', 'Bench'
$target = if ($usesLab -or $Task -eq 'Pester') { 'Build' } else { $Task }
Push-Location -LiteralPath $PSScriptRoot
try {
    & dotnet msbuild build/build.proj -nologo -verbosity:minimal "-target:$target"
    if ($LASTEXITCODE -eq 0 -and $usesLab) {
        & dotnet tests/lab/bin/Release/net10.0/SwarmTools.Lab.dll $Task.ToLowerInvariant() @Argument
    }
    elseif ($LASTEXITCODE -eq 0 -and $Task -eq 'Pester') {
        & (Join-Path -Path $PSScriptRoot -ChildPath 'tests/pester/Invoke-Suite.ps1')
    }
}
finally {
    Pop-Location
}

exit $LASTEXITCODE
