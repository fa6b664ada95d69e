BeforeDiscovery {
    . (Join-Path -Path $PSScriptRoot -ChildPath 'Suite.ps1')
    $commands = @(Get-Command -Module SwarmTools | Sort-Object -Property Name | ForEach-Object { @{ Name = $_.Name } })
}

BeforeAll {
    . (Join-Path -Path $PSScriptRoot -ChildPath 'Suite.ps1')
}

Describe 'The module' {
    It 'has just the cmdlets that its manifest names' {
        $named = (Import-PowerShellDataFile -Path (Join-Path -Path $moduleFolder -ChildPath 'SwarmTools.psd1')).CmdletsToExport
        $there = @(Get-Command -Module SwarmTools | ForEach-Object { $_.Name })
        Compare-Object -ReferenceObject $named -DifferenceObject $there | Should -BeNullOrEmpty
    }

    It 'is a manifest that PowerShell accepts' {
        (Test-ModuleManifest -Path (Join-Path -Path $moduleFolder -ChildPath 'SwarmTools.psd1')).Name | Should -Be 'SwarmTools'
    }

    It 'has only verbs that this PowerShell approves' {
        $approved = @(Get-Verb | ForEach-Object { $_.Verb })
        @(Get-Command -Module SwarmTools | Where-Object { $approved -notcontains $_.Verb }) | Should -BeNullOrEmpty
    }

    It 'can be removed and imported again' {
        Remove-Module -Name SwarmTools
        Get-Command -Name Get-Swarm -ErrorAction SilentlyContinue -Module SwarmTools | Should -BeNullOrEmpty
        Import-Module -Name (Join-Path -Path $moduleFolder -ChildPath 'SwarmTools.psd1')
        (Get-Command -Name Get-Swarm).Source | Should -Be 'SwarmTools'
    }

    It 'says in one error with an id what is wrong, when nothing answers' {
        $failure = { Connect-Swarm -HostUri tcp://127.0.0.1:1 -WarningAction SilentlyContinue } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -Be 'EngineUnreachable,SwarmTools.Commands.ConnectSwarmCommand'
        $failure.Exception.GetType().FullName | Should -Be 'SwarmTools.SwarmException'
    }
}

Describe 'A stack file, which needs no engine' {
    It 'is read' {
        $project = Resolve-SwarmStackFile -Text 'services: {web: {image: "x:1", deploy: {replicas: 2}}}'
        $project.GetType().FullName | Should -Be 'SwarmTools.SwarmStackProject'
        @($project.Services).Count | Should -Be 1
    }

    It 'is tested, and what is wrong has its place' {
        $finding = Test-SwarmStackFile -Text "services:`n  web:`n    image: 5" | Where-Object { $_.Severity -eq 'Error' }
        $finding.Line | Should -Be 3
        $finding.Path | Should -Be 'services.web.image'
    }
}

Describe 'A list in a CSV file' {
    It 'tells what is in it' {
        $check = New-SwarmHealthCheck -Command 'test', '-f', '/ready' | ConvertTo-Csv | ConvertFrom-Csv
        $check.Test | Should -Be 'CMD, test, -f, /ready'
    }
}

Describe 'The help of <Name>' -ForEach $commands {
    BeforeAll {
        $help = Get-Help -Name $Name -Full
        $isWritten = Test-Path -Path (Join-Path -Path $moduleFolder -ChildPath 'en-US/SwarmTools.dll-Help.xml')
    }

    It 'is found' {
        $help.Name | Should -Be $Name
        $help.Synopsis | Should -Not -BeNullOrEmpty
    }

    It 'has a description, and examples' {
        if (-not $isWritten) {
            Set-ItResult -Skipped -Because 'the package has no help file'
            return
        }

        ($help.description | Out-String).Trim() | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterThan 0
    }
}

Describe 'The topics' {
    It 'are found' {
        (Get-Help -Name about_SwarmTools | Out-String) | Should -Match 'SwarmTools'
    }
}

Describe 'The view' {
    It 'is there for each type that a cmdlet returns' {
        # A report is read line by line, as a list.
        $list = 'SwarmTools.SwarmConnectionReport'
        $types = @(Get-Command -Module SwarmTools | ForEach-Object { $_.OutputType } | ForEach-Object { $_.Name } | Where-Object { $_ -like 'SwarmTools.*' -and $_ -ne $list } | Sort-Object -Unique)
        $types.Count | Should -BeGreaterThan 20
        @($types | Where-Object { -not (Get-FormatData -TypeName $_ -PowerShellVersion $PSVersionTable.PSVersion) }) | Should -BeNullOrEmpty
    }

    It 'of a context fits 80 columns' {
        $lines = Get-SwarmContext | Out-String -Width 80 -Stream
        @($lines | Where-Object { $_.Length -gt 80 }) | Should -BeNullOrEmpty
    }
}

Describe 'Completion' {
    BeforeAll {
        function Get-Completion([string] $Line) {
            @((TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches | ForEach-Object { $_.CompletionText })
        }
    }

    It 'offers parameters' { Get-Completion -Line 'Get-SwarmService -Na' | Should -Contain '-Name' }

    It 'offers the words of a parameter' { Get-Completion -Line 'Set-SwarmNode x -Availability D' | Should -Contain 'Drain' }

    It 'offers nothing and writes no error where no engine answers' {
        $before = $global:Error.Count
        $there = $env:DOCKER_HOST
        $env:DOCKER_HOST = 'tcp://127.0.0.1:1'
        try { Get-Completion -Line 'Get-SwarmSecret nosuch' | Where-Object { $_ -like 'nosuch*' } | Should -BeNullOrEmpty }
        finally { $env:DOCKER_HOST = $there }
        $global:Error.Count | Should -Be $before
    }
}
