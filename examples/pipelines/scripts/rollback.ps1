<#
.SYNOPSIS
    Brings a stack back to the revision before the one that it has, or to the one that is named.
.DESCRIPTION
    Revisions are in the swarm: neither the compose file nor the images' pipeline is needed. The report is in the folder of
    -ReportPath, as <stack>.json and <stack>.md. The swarm is the one that DOCKER_HOST, DOCKER_TLS_VERIFY and DOCKER_CERT_PATH name.
.PARAMETER Stack
    The name of the stack.
.PARAMETER ReportPath
    The folder for the report. It is made if it is not there.
.PARAMETER Revision
    The number of the revision, as Get-SwarmStackHistory shows it. The default, 0, is the last good one before what runs now.
.EXAMPLE
    ./rollback.ps1 -Stack shop -ReportPath report
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)] [string] $Stack,
    [Parameter(Mandatory = $true)] [string] $ReportPath,
    [int] $Revision = 0
)

. (Join-Path -Path $PSScriptRoot -ChildPath 'pipeline.ps1')

$undo = @{ Name = $Stack; RollbackOnFailure = $true; Reason = "Back. $(Get-RunName)"; ReportPath = "$ReportPath/" }
if ($Revision -gt 0) { $undo.Revision = $Revision }
try {
    Get-SwarmStackHistory -Name $Stack | Out-Default
    Undo-SwarmStack @undo
}
finally {
    Add-RunSummary -Path (Join-Path -Path $ReportPath -ChildPath "$Stack.md")
}
