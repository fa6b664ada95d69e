<#
.SYNOPSIS
    Installs SwarmTools for this user from a repository: a folder with its .nupkg, or the address of a feed.
.PARAMETER Repository
    The folder, or the address of a NuGet feed that needs no login.
.PARAMETER Version
    The version. The default is the newest.
.EXAMPLE
    ./install.ps1 -Repository /mnt/modules -Version 0.9.0
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)] [string] $Repository,
    [string] $Version = ''
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$name = 'SwarmToolsOfPipeline'
$wanted = @{ Name = 'SwarmTools'; Repository = $name; Scope = 'CurrentUser'; Reinstall = $true; TrustRepository = $true }
if ($Version) { $wanted.Version = $Version }

Register-PSResourceRepository -Name $name -Uri $Repository -Force
try {
    Install-PSResource @wanted
}
finally {
    Unregister-PSResourceRepository -Name $name
}

Import-Module -Name SwarmTools
'SwarmTools {0} is installed.' -f (Get-Module -Name SwarmTools).Version
