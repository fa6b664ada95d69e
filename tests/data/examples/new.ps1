# Three engines without a swarm: m1, m2 and w1. Invoke-Example.ps1 calls what is here.

function Initialize-Scene {
}

function Save-Scene {
}

function Restore-Scene([string] $Page) {
    foreach ($name in 'w1', 'm2', 'm1') {
        $engine = Connect-Swarm "tcp://${name}:2376" -PassThru
        if ([string] $engine.SwarmState -ne 'NotInSwarm') {
            Exit-Swarm $engine -Force -Confirm:$false
        }
    }

    Connect-Swarm -Context prod
}
