@{
    RootModule             = 'bin/SwarmTools.dll'
    ModuleVersion          = '0.9.0'
    GUID                   = 'b6f0c6d2-4f0e-4e0b-9c56-6f3c6a2f7d11'
    Author                 = 'SwarmTools contributors'
    CompanyName            = 'SwarmTools contributors'
    Copyright              = '(c) SwarmTools contributors. MIT licence.'
    Description            = 'Manages Docker Swarm: clusters, nodes, services, secrets, configs, networks, tasks and logs, as PowerShell objects.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')
    FormatsToProcess       = @('SwarmTools.Format.ps1xml')
    TypesToProcess         = @('SwarmTools.Types.ps1xml')
    CmdletsToExport        = @(
        'Add-SwarmConfig',
        'Add-SwarmSecret',
        'Backup-Swarm',
        'Backup-SwarmVolume',
        'Clear-SwarmResource',
        'Compare-SwarmService',
        'Compare-SwarmStack',
        'Connect-Swarm',
        'Copy-SwarmStack',
        'Disconnect-Swarm',
        'Exit-Swarm',
        'Export-SwarmStack',
        'Get-Swarm',
        'Get-SwarmCertificate',
        'Get-SwarmConfig',
        'Get-SwarmConnection',
        'Get-SwarmContext',
        'Get-SwarmEvent',
        'Get-SwarmJoinToken',
        'Get-SwarmLog',
        'Get-SwarmNetwork',
        'Get-SwarmNode',
        'Get-SwarmSecret',
        'Get-SwarmService',
        'Get-SwarmServiceHistory',
        'Get-SwarmStack',
        'Get-SwarmStackHistory',
        'Get-SwarmTask',
        'Get-SwarmUnlockKey',
        'Get-SwarmVolume',
        'Initialize-Swarm',
        'Invoke-SwarmJob',
        'Invoke-SwarmRollingUpdate',
        'Join-Swarm',
        'Measure-SwarmNetwork',
        'New-SwarmHealthCheck',
        'New-SwarmMount',
        'New-SwarmNetwork',
        'New-SwarmPort',
        'New-SwarmService',
        'New-SwarmVolume',
        'Optimize-SwarmPlacement',
        'Publish-SwarmStack',
        'Remove-SwarmConfig',
        'Remove-SwarmNetwork',
        'Remove-SwarmNode',
        'Remove-SwarmSecret',
        'Remove-SwarmService',
        'Remove-SwarmStack',
        'Remove-SwarmVolume',
        'Reset-SwarmCertificate',
        'Reset-SwarmJoinToken',
        'Reset-SwarmUnlockKey',
        'Resize-SwarmService',
        'Resolve-SwarmStackFile',
        'Restart-SwarmService',
        'Restart-SwarmStack',
        'Restore-Swarm',
        'Restore-SwarmServiceRevision',
        'Restore-SwarmVolume',
        'Resume-SwarmNode',
        'Resume-SwarmServiceUpdate',
        'Set-Swarm',
        'Set-SwarmConfig',
        'Set-SwarmNode',
        'Set-SwarmSecret',
        'Set-SwarmService',
        'Set-SwarmVolume',
        'Show-SwarmTopology',
        'Start-SwarmService',
        'Stop-SwarmService',
        'Suspend-SwarmNode',
        'Suspend-SwarmServiceUpdate',
        'Test-Swarm',
        'Test-SwarmConnection',
        'Test-SwarmService',
        'Test-SwarmStackFile',
        'Trace-SwarmPlacement',
        'Undo-SwarmServiceUpdate',
        'Undo-SwarmStack',
        'Unlock-Swarm',
        'Update-SwarmConfig',
        'Update-SwarmSecret',
        'Wait-SwarmService',
        'Wait-SwarmStack',
        'Wait-SwarmTask',
        'Watch-SwarmEvent'
    )
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('Docker', 'Swarm', 'Containers', 'DevOps', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = 'Stacks, rollouts, rotation of secrets, backups and all else that a swarm needs. Not run on Windows yet. All changes are in CHANGELOG.md, which is in the package.'
        }
    }
}
