@{
    Severity     = @('Error', 'Warning', 'Information')
    ExcludeRules = @(
        # Each file of the suite reads its variables from Suite.ps1, and a demo's from its own top: the rule sees one file, and one scope.
        'PSUseDeclaredVarsMoreThanAssignments'
    )
    Rules        = @{
        PSUseCompatibleSyntax = @{
            Enable         = $true
            TargetVersions = @('5.1', '7.4')
        }
    }
}
