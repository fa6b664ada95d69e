@{
    RootModule        = 'EmptyModule.dll'
    ModuleVersion     = '1.0.0'
    GUID              = '0d2d4f0a-6a3e-4a58-9a35-0a1f6f0f1c52'
    Description       = 'The smallest binary module: what PowerShell itself needs to import one.'
    CmdletsToExport   = @('Get-Nothing')
    FunctionsToExport = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
