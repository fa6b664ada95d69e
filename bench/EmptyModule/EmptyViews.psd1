@{
    RootModule        = 'EmptyModule.dll'
    ModuleVersion     = '1.0.0'
    GUID              = '5d0f6a0e-9f0b-4a3f-8f2b-7c9f3f0c8d24'
    Description       = 'The same with views and types of which there are none: PowerShell builds its tables anew for any module that has such files.'
    FormatsToProcess  = @('Empty.Format.ps1xml')
    TypesToProcess    = @('Empty.Types.ps1xml')
    CmdletsToExport   = @('Get-Nothing')
    FunctionsToExport = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
