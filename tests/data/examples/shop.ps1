# The swarm of a shop: three managers, two workers, a stack, some services of their own. Invoke-Example.ps1 calls what is here.

function Clear-Scene {
    Remove-SwarmStack * -Confirm:$false
    Remove-SwarmService * -Confirm:$false
    Remove-SwarmSecret * -Confirm:$false
    Remove-SwarmConfig * -Confirm:$false
    Get-SwarmNetwork | Where-Object { $_.Driver -eq 'overlay' -and $_.Name -ne 'ingress' } | Remove-SwarmNetwork -Confirm:$false
    Remove-SwarmVolume * -Confirm:$false
}

function Initialize-Scene {
    Clear-Scene
    $null = Set-SwarmNode w1 -AddLabel zone=a, disk=ssd
    $null = Set-SwarmNode w2 -AddLabel zone=b
    $null = New-SwarmNetwork shared -Subnet 10.20.0.0/24 -Attachable
    $null = Add-SwarmSecret db_password -Generate 24
    $null = Add-SwarmSecret smtp_password -Generate 24
    $null = Add-SwarmConfig proxy.conf 'listen 8090'
    $null = New-SwarmVolume reports -Label owner=accounting
    $quick = @{ UpdateMonitor = '500ms'; StopGracePeriod = '2s'; WarningAction = 'Ignore' }
    $null = New-SwarmService web shop/web:1.3 -Replicas 3 -Network shared -Config proxy.conf -Publish published=8090,target=80,mode=host -Label tier=front @quick
    $null = Invoke-SwarmRollingUpdate web shop/web:1.4 -Reason 'prices in euro' -WarningAction Ignore
    $null = New-SwarmService worker shop/worker:1.0 -Mode Global -Constraint node.role==worker -Secret smtp_password @quick
    $null = New-SwarmService reports shop/worker:1.0 -Constraint node.labels.gpu==true -NoWait @quick
    $null = New-SwarmService pay shop/pay:0.9 -RestartCondition None -NoWait @quick
    (Get-Content shop.yml) -replace 'web:1.4', 'web:1.3' | Set-Content first.yml
    $null = Publish-SwarmStack first.yml -Reason 'first release' -WarningAction Ignore
    $null = Publish-SwarmStack shop.yml -Reason 'prices in euro' -WarningAction Ignore
    Remove-Item first.yml
    Wait-Scene
}

function Wait-Scene {
    # Tasks that are replaced run for a moment beside the new ones.
    $deadline = [datetime]::UtcNow.AddSeconds(30)
    while ((Get-SwarmService | Where-Object RunningTasks -gt DesiredTasks) -and [datetime]::UtcNow -lt $deadline) {
        Start-Sleep -Milliseconds 200
    }
}
