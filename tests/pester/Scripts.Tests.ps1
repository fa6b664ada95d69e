BeforeDiscovery {
    $root = (Resolve-Path -Path (Join-Path -Path $PSScriptRoot -ChildPath '../..')).ProviderPath
    $scripts = @('build.ps1', 'out/SwarmTools', 'tests/pester', 'tests/data', 'examples') |
        ForEach-Object { Get-ChildItem -Path (Join-Path -Path $root -ChildPath $_) -Recurse -File } |
        Where-Object { '.ps1', '.psm1', '.psd1' -contains $_.Extension } |
        ForEach-Object { @{ Name = $_.FullName.Substring($root.Length + 1); Path = $_.FullName } }
}

Describe 'The script <Name>' -ForEach $scripts {
    It 'is pure ASCII, which Windows PowerShell reads like every other' {
        @([System.IO.File]::ReadAllBytes($Path) | Where-Object { $_ -gt 126 }) | Should -BeNullOrEmpty
    }

    It 'has no syntax error' {
        $errors = $null
        $null = [System.Management.Automation.Language.Parser]::ParseFile($Path, [ref] $null, [ref] $errors)
        @($errors) | Should -BeNullOrEmpty
    }

    It 'has no finding of PSScriptAnalyzer' -Tag Analyzer {
        $settings = Join-Path -Path $PSScriptRoot -ChildPath '../../PSScriptAnalyzerSettings.psd1'
        @(Invoke-ScriptAnalyzer -Path $Path -Settings $settings | ForEach-Object { '{0}:{1}: {2}' -f $_.RuleName, $_.Line, $_.Message }) | Should -BeNullOrEmpty
    }
}
