# What the scripts beside it share; they read it with a dot. Windows PowerShell 5.1 and PowerShell 7.
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'

Import-Module -Name SwarmTools

# Shows a report on the page of the run. One that was not written, for the deploy did not come so far, is no failure of its own.
function Add-RunSummary {
    param([Parameter(Mandatory = $true)] [string] $Path)

    if (-not (Test-Path -LiteralPath $Path)) { return }
    $file = (Resolve-Path -LiteralPath $Path).ProviderPath
    if ($env:TF_BUILD) {
        Write-Information -MessageData "##vso[task.uploadsummary]$file" -InformationAction Continue
    }
    elseif ($env:GITHUB_STEP_SUMMARY) {
        [System.IO.File]::AppendAllText($env:GITHUB_STEP_SUMMARY, [System.IO.File]::ReadAllText($file))
    }
}

# The changes of a report as lines that can be compared. What stays as it is does not count.
function Get-PlannedChange {
    param([Parameter(Mandatory = $true)] [string] $Path)

    $report = [System.IO.File]::ReadAllText((Resolve-Path -LiteralPath $Path).ProviderPath) | ConvertFrom-Json
    foreach ($change in $report.changes) {
        if ($change.action -ne 'Keep') {
            $fields = @($change.differences | ForEach-Object { '{0}: {1} -> {2}' -f $_.path, $_.old, $_.new }) -join '; '
            '{0} {1} {2} {3} ({4}) {5}' -f $change.action, $change.type, $change.name, $change.image, $change.reason, $fields
        }
    }
}

# The run that a revision of the stack came from, for Get-SwarmStackHistory.
function Get-RunName {
    if ($env:TF_BUILD) { "Azure DevOps $env:BUILD_DEFINITIONNAME $env:BUILD_BUILDNUMBER" }
    elseif ($env:GITHUB_ACTIONS) { "GitHub $env:GITHUB_WORKFLOW $env:GITHUB_RUN_NUMBER" }
    else { "By hand, by $([System.Environment]::UserName)" }
}
