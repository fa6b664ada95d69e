<#
.SYNOPSIS
    Shows what a deploy would change, and writes the plan for those who approve it. Nothing is changed.
.DESCRIPTION
    The plan is in the folder of -ReportPath as <stack>.json, which deploy.ps1 compares with, and as <stack>.md, which is shown on
    the page of the run. The swarm is the one that DOCKER_HOST, DOCKER_TLS_VERIFY and DOCKER_CERT_PATH name.
.PARAMETER Stack
    The name of the stack.
.PARAMETER Path
    Its compose files, later ones over earlier ones.
.PARAMETER ReportPath
    The folder for the plan. It is made if it is not there.
.EXAMPLE
    ./plan.ps1 -Stack shop -Path ../stack/compose.yml -ReportPath plan
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)] [string] $Stack,
    [Parameter(Mandatory = $true)] [string[]] $Path,
    [Parameter(Mandatory = $true)] [string] $ReportPath
)

. (Join-Path -Path $PSScriptRoot -ChildPath 'pipeline.ps1')

try {
    $null = Publish-SwarmStack -Path $Path -Name $Stack -Prune -WhatIf -ReportPath "$ReportPath/"
}
finally {
    Add-RunSummary -Path (Join-Path -Path $ReportPath -ChildPath "$Stack.md")
}
