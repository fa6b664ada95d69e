# The main path of each cmdlet on a real engine, in the order in which things come to be. What would break the swarm that the suite is
# given is only planned (-WhatIf): it has tests of its own, on swarms that are made for them.
BeforeDiscovery {
    . (Join-Path -Path $PSScriptRoot -ChildPath 'Suite.ps1')
}

BeforeAll {
    . (Join-Path -Path $PSScriptRoot -ChildPath 'Suite.ps1')
    $id = 'pester' + [guid]::NewGuid().ToString('N').Substring(0, 8)
    $text = Join-Path -Path ([System.IO.Path]::GetTempPath()) -ChildPath $id
    $local = @{ NoResolveImage = $true }
}

Describe 'Each cmdlet' {
    It 'is mentioned here' {
        $source = [System.IO.File]::ReadAllText((Join-Path -Path $PSScriptRoot -ChildPath 'Engine.Tests.ps1'))
        $elsewhere = @('Resolve-SwarmStackFile', 'Test-SwarmStackFile', 'Get-SwarmContext')
        @(Get-Command -Module SwarmTools | Where-Object { $elsewhere -notcontains $_.Name -and $source -notmatch "\b$($_.Name)\b" } | ForEach-Object { $_.Name }) | Should -BeNullOrEmpty
    }
}

Describe 'An engine' -Tag Engine {
    It 'is named, or its tests are skipped' {
        if (-not $engine) { Set-ItResult -Skipped -Because $noEngine }
    }
}

Describe 'On an engine' -Tag Engine -Skip:(-not $engine) {
    BeforeAll {
        $null = New-Item -ItemType Directory -Path $text
        Connect-Swarm -HostUri $engine -WarningAction SilentlyContinue
    }

    AfterAll {
        Get-SwarmService -Name "$id*" | Remove-SwarmService -Confirm:$false
        Get-SwarmStack -Name "$id*" | Remove-SwarmStack -Confirm:$false
        Get-SwarmSecret -Name "$id*" | Remove-SwarmSecret -Confirm:$false
        Get-SwarmConfig -Name "$id*" | Remove-SwarmConfig -Confirm:$false
        Get-SwarmNetwork -Name "$id*" | Remove-SwarmNetwork -Confirm:$false
        Get-SwarmVolume -Name "$id*" | Remove-SwarmVolume -Confirm:$false
        Remove-Item -LiteralPath $text -Recurse
        Disconnect-Swarm
    }

    Context 'the connection' {
        It 'is chosen, shown and tested' {
            (Get-SwarmConnection | Where-Object { $_.IsDefault }).SwarmState | Should -Be 'Active'
            (Test-SwarmConnection).GetType().Name | Should -Be 'SwarmConnectionReport'
            Test-SwarmConnection -Quiet | Should -BeTrue
        }
    }

    Context 'the swarm' {
        It 'is shown and examined' {
            (Get-Swarm).Managers | Should -BeGreaterThan 0
            { Test-Swarm } | Should -Not -Throw
            (Get-SwarmJoinToken -Role Worker).GetType().Name | Should -Be 'SwarmJoinToken'
            (Get-SwarmCertificate).GetType().Name | Should -Be 'SwarmCertificate'
            @((Show-SwarmTopology).Nodes).Count | Should -BeGreaterThan 0
        }

        It 'is changed, joined, locked, left and made anew in words only' {
            $before = (Get-Swarm).Version
            Set-Swarm -TaskHistoryLimit 5 -WhatIf
            Initialize-Swarm -WhatIf -ErrorAction Stop
            Join-Swarm -RemoteAddress 127.0.0.1:2377 -Token ([System.Net.NetworkCredential]::new('', 'SWMTKN-1-x-y').SecurePassword) -WhatIf -ErrorAction Stop
            Exit-Swarm -Force -WhatIf
            Unlock-Swarm ([System.Net.NetworkCredential]::new('', 'SWMKEY-1-x').SecurePassword) -WhatIf -ErrorAction Stop
            Reset-SwarmJoinToken -Role Worker -WhatIf
            Reset-SwarmCertificate -WhatIf
            Reset-SwarmUnlockKey -WhatIf -ErrorAction Stop
            (Get-Swarm).Version | Should -Be $before
            { Get-SwarmUnlockKey -ErrorAction Stop } | Should -Throw -ErrorId 'NotLocked*'
        }

        It 'is saved, and a restore is planned' {
            $null = Add-SwarmConfig -Name "$id-kept" -Value 'hello'
            $backup = Backup-Swarm -Path $text
            $backup.GetType().Name | Should -Be 'SwarmBackup'
            Remove-SwarmConfig -Name "$id-kept" -Confirm:$false
            $plan = Restore-Swarm -Path $backup.Path -WhatIf -ErrorAction Stop -WarningAction SilentlyContinue
            $plan.Outcome | Should -Be 'Planned'
            ($plan.Changes | Where-Object { $_.Name -eq "$id-kept" }).Action | Should -Be 'Create'
        }
    }

    Context 'nodes' {
        It 'are shown, labelled, and drained in words only' {
            $node = Get-SwarmNode | Where-Object { $_.IsLeader } | Select-Object -First 1
            ($node | Set-SwarmNode -AddLabel @{ $id = 'yes' } -PassThru).Labels[$id] | Should -Be 'yes'
            $node | Set-SwarmNode -RemoveLabel $id
            $node | Suspend-SwarmNode -WhatIf
            $node | Resume-SwarmNode -WhatIf
            $node | Remove-SwarmNode -WhatIf -ErrorAction Stop
            $now = Get-SwarmNode -Name $node.Name
            $now.Availability | Should -Be 'Active'
            $now.State | Should -Be 'Ready'
        }
    }

    Context 'secrets and configs' {
        It 'are added, labelled, and given another value' {
            Add-SwarmSecret -Name "$id-key" -Generate 20 -AllowPlaintext
            (Get-SwarmSecret -Name "$id-key").Name | Should -Be "$id-key"
            (Set-SwarmSecret -Name "$id-key" -AddLabel @{ tier = 'front' } -PassThru).Labels['tier'] | Should -Be 'front'
            (Update-SwarmSecret -Name "$id-key" -Generate 20 -AllowPlaintext -PassThru).Name | Should -Be "$id-key-v2"
            Add-SwarmConfig -Name "$id-motd" -Value 'hello'
            (Get-SwarmConfig -Name "$id-motd").Name | Should -Be "$id-motd"
            (Set-SwarmConfig -Name "$id-motd" -AddLabel @{ tier = 'front' } -PassThru).Labels['tier'] | Should -Be 'front'
            (Update-SwarmConfig -Name "$id-motd" -Value 'hello again' -PassThru).Name | Should -Be "$id-motd-v2"
        }

        It 'are removed' {
            Remove-SwarmSecret -Name "$id-key*" -Confirm:$false
            Remove-SwarmConfig -Name "$id-motd*" -Confirm:$false
            Get-SwarmSecret -Name "$id-key*" | Should -BeNullOrEmpty
            Clear-SwarmResource -Type Secret -WhatIf
        }
    }

    Context 'networks and volumes' {
        It 'are made, shown and removed' {
            New-SwarmNetwork -Name "$id-net"
            (Get-SwarmNetwork -Name "$id-net").Driver | Should -Be 'overlay'
            (Measure-SwarmNetwork -Name "$id-net").GetType().Name | Should -Be 'SwarmNetworkUsage'
            Remove-SwarmNetwork -Name "$id-net" -Confirm:$false
            New-SwarmVolume -Name "$id-data"
            (Get-SwarmVolume -Name "$id-data").Name | Should -Be "$id-data"
            Backup-SwarmVolume -Name "$id-data" -Node (Get-SwarmNode | Select-Object -First 1) -Path $text -WhatIf
            { Restore-SwarmVolume -LiteralPath (Join-Path -Path $text -ChildPath 'none.tar.gz') -Name "$id-data" -WhatIf -ErrorAction Stop } | Should -Throw -ErrorId 'FileNotFound*'
            Set-SwarmVolume -Name "$id-data" -Availability Pause -WhatIf -ErrorAction Stop
            Remove-SwarmVolume -Name "$id-data" -Confirm:$false
        }
    }

    Context 'a service' {
        It 'is made, and what it runs is shown' {
            $mount = New-SwarmMount -Type Tmpfs -Target /scratch
            $port = New-SwarmPort -Target 80 -PublishMode Host
            $check = New-SwarmHealthCheck -Command 'true' -Interval 1s
            $service = New-SwarmService -Name "$id-web" -Image $image -Mount $mount -Publish $port -HealthCheck $check -UpdateMonitor 100ms @local
            $service.RunningTasks | Should -Be 1
            ($service | Out-String -Width 80) | Should -Match "$id-web"
            (Get-SwarmService -Name "$id-web" | Get-SwarmTask).State | Should -Contain 'Running'
            { Get-SwarmLog "$id-web" } | Should -Not -Throw
            (Trace-SwarmPlacement "$id-web" | Select-Object -First 1).GetType().Name | Should -Match 'SwarmPlacement'
            Test-SwarmService -Name "$id-web" -Quiet | Should -BeTrue
            (Wait-SwarmService -Name "$id-web" -Monitor 0).Outcome | Should -Be 'Converged'
            (Get-SwarmService "$id-web" | Get-SwarmTask | Wait-SwarmTask).State | Should -Contain 'Running'
        }

        It 'is JSON of three levels, and so are lists of others' {
            foreach ($items in @(Get-SwarmService -Name "$id-web"), @(Get-SwarmTask "$id-web"), @(Get-SwarmNode), @(Get-SwarmNetwork), @(Get-SwarmConfig), @(Get-SwarmSecret)) {
                $null = ConvertTo-Json -InputObject @($items + $items) -Depth 3 -WarningVariable told -WarningAction SilentlyContinue
                $told | Should -BeNullOrEmpty
            }
        }

        It 'is changed, rolled out, and brought back' {
            (Set-SwarmService -Name "$id-web" -AddEnvironment 'MODE=fast' -NoWait).Name | Should -Be "$id-web"
            $null = Wait-SwarmService -Name "$id-web"
            (Invoke-SwarmRollingUpdate -Name "$id-web" -AddEnvironment 'MODE=slow' -Monitor 100ms).Outcome | Should -Be 'Converged'
            @(Get-SwarmServiceHistory -Name "$id-web").Count | Should -BeGreaterThan 0
            { Compare-SwarmService -Name "$id-web" } | Should -Not -Throw
            Get-SwarmServiceHistory -Name "$id-web" | Select-Object -First 1 | Restore-SwarmServiceRevision -WhatIf
            Undo-SwarmServiceUpdate -Name "$id-web" -WhatIf
            { Suspend-SwarmServiceUpdate -Name "$id-web" -ErrorAction Stop } | Should -Throw -ErrorId 'UpdateNotRunning*'
            { Resume-SwarmServiceUpdate -Name "$id-web" -ErrorAction Stop } | Should -Throw -ErrorId 'UpdateNotRunning*'
        }

        It 'is resized, restarted, stopped, started and removed' {
            (Resize-SwarmService -Name "$id-web" -Replicas 2).Replicas | Should -Be 2
            Restart-SwarmService -Name "$id-web" -WhatIf
            Optimize-SwarmPlacement -Name "$id-web" -WhatIf
            Stop-SwarmService -Name "$id-web" -Confirm:$false
            Start-SwarmService -Name "$id-web"
            Remove-SwarmService -Name "$id-web" -Confirm:$false
            Get-SwarmService -Name "$id-web*" | Should -BeNullOrEmpty
        }

        It 'is completed by its name' {
            $null = New-SwarmService -Name "$id-tab" -Image $image -Replicas 0 @local
            $line = "Get-SwarmService $id-t"
            (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText | Should -Contain "$id-tab"
            Remove-SwarmService -Name "$id-tab" -Confirm:$false
        }

        It 'may be a job' {
            (Invoke-SwarmJob -Name "$id-job" -Image $image -Entrypoint 'true' @local).Outcome | Should -Be 'Converged'
        }
    }

    Context 'events' {
        It 'are read, and watched' {
            @(Get-SwarmEvent -Since 10m -Until 0s).Count | Should -BeGreaterThan 0
            { Watch-SwarmEvent -Since 10m | Select-Object -First 1 } | Should -Not -Throw
        }
    }

    Context 'a stack' {
        BeforeAll {
            $file = Join-Path -Path $text -ChildPath 'compose.yml'
            $compose = "services: {web: {image: '{0}', environment: {STEP: '{1}'}, deploy: {update_config: {monitor: 1s}}}}"
            function Write-Step([string] $Step) { [System.IO.File]::WriteAllText($file, $compose.Replace('{0}', $image).Replace('{1}', $Step)) }
            Write-Step -Step one
        }

        It 'is published, compared and shown' {
            (Publish-SwarmStack -Path $file -Name "$id-shop" -ResolveImage Never -ReportPath "$text/").Outcome | Should -Be 'Done'
            ([System.IO.File]::ReadAllText("$text/$id-shop.json") | ConvertFrom-Json).outcome | Should -Be 'Done'
            [System.IO.File]::ReadAllText("$text/$id-shop.md") | Should -Match 'Done'
            Compare-SwarmStack -Path $file -Name "$id-shop" -Quiet | Should -BeTrue
            (Get-SwarmStack -Name "$id-shop").RunningTasks | Should -Be 1
            (Wait-SwarmStack -Name "$id-shop").Outcome | Should -Be 'Converged'
        }

        It 'is changed and brought back' {
            Write-Step -Step two
            (Publish-SwarmStack -Path $file -Name "$id-shop" -ResolveImage Never).Outcome | Should -Be 'Done'
            @(Get-SwarmStackHistory -Name "$id-shop").Count | Should -BeGreaterThan 1
            (Undo-SwarmStack -Name "$id-shop").Outcome | Should -Be 'Done'
        }

        It 'is exported, copied, restarted in words and removed' {
            Export-SwarmStack -Name "$id-shop" -Path (Join-Path -Path $text -ChildPath 'exported.yml') -WarningAction SilentlyContinue
            Test-Path -Path (Join-Path -Path $text -ChildPath 'exported.yml') | Should -BeTrue
            (Copy-SwarmStack -Name "$id-shop" -NewName "$id-copy" -ResolveImage Never -WarningAction SilentlyContinue).Outcome | Should -Be 'Done'
            Restart-SwarmStack -Name "$id-shop" -WhatIf
            Remove-SwarmStack -Name "$id-shop", "$id-copy" -Confirm:$false
            Get-SwarmStack -Name "$id-*" | Should -BeNullOrEmpty
        }
    }
}
