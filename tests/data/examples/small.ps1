# A swarm of the managers m1 and m2 and the worker w1, made anew for each page. Invoke-Example.ps1 calls what is here.

. "$PSScriptRoot/new.ps1"
${function:Remove-Scene} = ${function:Restore-Scene}

function Restore-Scene([string] $Page) {
    Remove-Scene
    $null = Initialize-Swarm eth0
    $m2 = Connect-Swarm tcp://m2:2376 -PassThru
    $w1 = Connect-Swarm tcp://w1:2376 -PassThru
    Connect-Swarm -Context prod
    $manager, $worker = Get-SwarmJoinToken Manager, Worker
    $null = $m2 | Join-Swarm $manager
    $null = $w1 | Join-Swarm $worker
    if ($Page -eq 'Remove-SwarmNode') {
        # A machine that is gone for good.
        Exit-Swarm $w1 -Confirm:$false
        while ([string] (Get-SwarmNode w1).State -ne 'Down') {
            Start-Sleep -Milliseconds 200
        }
    }
}
