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

# The engine's own API, for what no cmdlet does: to put whole specs back.
function Invoke-Engine([string] $Path, [string] $Method = 'Get', [string] $Body = '') {
    $request = @{ Uri = "http://engine$Path"; Method = $Method; UnixSocket = $env:SWARMTOOLS_EXAMPLES_SOCKET; ContentType = 'application/json' }
    if ($Body) {
        $request.Body = $Body
    }

    $answer = (Invoke-WebRequest @request).Content
    # Dates would be converted by Invoke-RestMethod.
    if ($answer) { , [System.Text.Json.Nodes.JsonNode]::Parse($answer) }
}

function Get-SceneList([string] $Kind) {
    $list = [ordered] @{}
    foreach ($item in (Invoke-Engine "/$Kind")) {
        $list[[string] $item['ID'] + [string] $item['Id']] = $item
    }

    # Networks of the engine itself come and go with its tasks.
    $list.Keys.Where({ $Kind -eq 'networks' -and [string] $list[$_]['Driver'] -ne 'overlay' }).ForEach({ $list.Remove($_) })
    $list
}

function Save-Scene {
    # What it is put back to.
    $script:start = @{}
    foreach ($kind in 'services', 'secrets', 'configs', 'networks', 'nodes') {
        $script:start[$kind] = Get-SceneList $kind
    }

    $script:startOfSwarm = (Invoke-Engine '/swarm')['Spec'].ToJsonString()
}

function Restore-Scene([string] $Page) {
    if ($Page -in 'Test-Swarm', 'Test-SwarmService') {
        # They tell of tasks that failed in the last minutes, and so of the pages before.
        Initialize-Scene
        Save-Scene
        return
    }

    foreach ($kind in 'secrets', 'configs', 'networks') {
        $now = Get-SceneList $kind
        if ($script:start[$kind].Keys.Where({ $_ -notin $now.Keys })) {
            Initialize-Scene
            Save-Scene
            return
        }
    }

    $swarm = Invoke-Engine '/swarm'
    if ($swarm['Spec'].ToJsonString() -ne $script:startOfSwarm) {
        $null = Invoke-Engine "/swarm/update?version=$($swarm['Version']['Index'])" -Method Post -Body $script:startOfSwarm
    }

    $null = Restore-Spec nodes
    $isChanged = Restore-Spec services
    Clear-Extra configs
    Clear-Extra secrets
    Get-SwarmVolume | Where-Object { $_.Name -ne 'reports' -and $_.Name -notlike 'shop_*' } | Remove-SwarmVolume -Confirm:$false
    if (-not (Get-SwarmVolume report*)) {
        $null = New-SwarmVolume reports -Label owner=accounting
    }

    Clear-Extra networks
    if ($isChanged) {
        Wait-Scene
    }
}

function Restore-Spec([string] $Kind) {
    $now = Get-SceneList $Kind
    $isChanged = $false
    foreach ($id in @($script:start[$Kind].Keys)) {
        $spec = $script:start[$Kind][$id]['Spec'].ToJsonString()
        if ($id -notin $now.Keys) {
            $made = Invoke-Engine "/$Kind/create" -Method Post -Body $spec
            $script:start[$Kind].Remove($id)
            $script:start[$Kind][[string] $made['ID']] = [System.Text.Json.Nodes.JsonNode]::Parse("{`"Spec`":$spec}")
        }
        elseif ($now[$id]['Spec'].ToJsonString() -ne $spec) {
            $null = Invoke-Engine "/$Kind/$id/update?version=$($now[$id]['Version']['Index'])" -Method Post -Body $spec
        }
        else {
            continue
        }

        $isChanged = $true
    }

    if ($Kind -eq 'services') {
        Clear-Extra services
    }

    $isChanged
}

function Clear-Extra([string] $Kind) {
    foreach ($id in @((Get-SceneList $Kind).Keys).Where({ $_ -notin $script:start[$Kind].Keys })) {
        # A network goes when the last task on it has gone.
        for ($attempt = 1; $attempt -le 300; $attempt++) {
            try {
                $null = Invoke-Engine "/$Kind/$id" Delete
                break
            }
            catch {
                if ($attempt -eq 300) { throw }
                Start-Sleep -Milliseconds 200
            }
        }
    }
}

function Wait-Scene {
    # Until updates are over and each service has its tasks and no more; two of them never have.
    $deadline = [datetime]::UtcNow.AddSeconds(40)
    do {
        Start-Sleep -Milliseconds 200
        $open = Get-SwarmService |
            Where-Object { $_.Name -notin 'reports', 'pay' -and ($_.RunningTasks -ne $_.DesiredTasks -or [string] $_.UpdateState -in 'Updating', 'RollbackStarted') }
    } while ($open -and [datetime]::UtcNow -lt $deadline)
}
