<#
.SYNOPSIS
    Deploys a stack, and takes all back when something fails.
.DESCRIPTION
    With -ApprovedPlan it deploys only where the swarm still needs just the changes that were approved: an image whose tag was moved,
    or a service that somebody changed meanwhile, ends it before anything is changed. Values of environment variables, and of
    options of log and mount drivers, are in no report: which they are is not compared, only whether they change. Nor is what happens between this comparison and the deploy. The report is in the folder of -ReportPath,
    as <stack>.json and <stack>.md, also when the deploy fails. The swarm is the one that DOCKER_HOST, DOCKER_TLS_VERIFY and
    DOCKER_CERT_PATH name.
.PARAMETER Stack
    The name of the stack.
.PARAMETER Path
    Its compose files, later ones over earlier ones.
.PARAMETER ReportPath
    The folder for the report. It is made if it is not there.
.PARAMETER ApprovedPlan
    The plan of plan.ps1 that was approved: a JSON file. Without it nothing is compared.
.EXAMPLE
    ./deploy.ps1 -Stack shop -Path ../stack/compose.yml -ReportPath report -ApprovedPlan plan/shop.json
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)] [string] $Stack,
    [Parameter(Mandatory = $true)] [string[]] $Path,
    [Parameter(Mandatory = $true)] [string] $ReportPath,
    [string] $ApprovedPlan = ''
)

. (Join-Path -Path $PSScriptRoot -ChildPath 'pipeline.ps1')

$publish = @{ Path = $Path; Name = $Stack; Prune = $true; ReportPath = "$ReportPath/" }
try {
    if ($ApprovedPlan) {
        $null = Publish-SwarmStack @publish -WhatIf 6> $null
        $now = @(Get-PlannedChange -Path (Join-Path -Path $ReportPath -ChildPath "$Stack.json"))
        $approved = @(Get-PlannedChange -Path $ApprovedPlan)
        if (($now -join "`n") -cne ($approved -join "`n")) {
            throw "What was approved is not what would be done any more. Make a new plan. Now it would be: $($now -join ' | ')"
        }
    }

    Publish-SwarmStack @publish -RollbackOnFailure -Reason (Get-RunName)
}
finally {
    Add-RunSummary -Path (Join-Path -Path $ReportPath -ChildPath "$Stack.md")
}
