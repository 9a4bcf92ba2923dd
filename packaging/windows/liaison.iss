; The Windows installer, by Inno Setup 6.3 or newer: for oneself without any right of an administrator, or for all who use
; the machine. RELEASING.md says why Inno Setup and not MSIX.
;
;   iscc /DVersion=0.1.0 /DMachine=x64 packaging\windows\liaison.iss
;
; Version    of the program: python -c "from app.kernel.program import VERSION; print(VERSION)"
; Machine    x64 or arm64, as the program in dist\liaison was built
; /Ssign=…   with /DSigned: the command that signs the installer and its uninstaller
;
; Silent:     Liaison-0.1.0-x64.exe /VERYSILENT /NORESTART /CURRENTUSER      (or /ALLUSERS as an administrator)
; Taken away: unins000.exe /VERYSILENT. The vault stays: it is the firm's, not the program's.

#ifndef Version
  #error Give the version: /DVersion=0.1.0
#endif
#ifndef Machine
  #define Machine "x64"
#endif
#define Root "..\.."

[Setup]
AppId={{5C0E1B0A-6E57-4C1B-9C55-2D1B0C4B7F19}
AppName=Liaison
AppVersion={#Version}
AppPublisher=Liaison
VersionInfoVersion={#Version}
DefaultDirName={autopf}\Liaison
DefaultGroupName=Liaison
DisableProgramGroupPage=yes
DisableDirPage=auto
UninstallDisplayIcon={app}\liaison.exe
LicenseFile={#Root}\LICENSE
SetupIconFile={#Root}\packaging\icons\liaison.ico
OutputDir={#Root}\dist
OutputBaseFilename=Liaison-{#Version}-{#Machine}
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog commandline
#if Machine == "arm64"
ArchitecturesAllowed=arm64
ArchitecturesInstallIn64BitMode=arm64
#else
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
#endif
MinVersion=10.0.19041
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
; A window with a vault open is asked to close, which locks it; it is never ended by force.
CloseApplications=yes
RestartApplications=no
#ifdef Signed
SignTool=sign
SignedUninstaller=yes
#endif

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"
Name: "es"; MessagesFile: "compiler:Languages\Spanish.isl"

[CustomMessages]
en.Vault=Liaison vault
de.Vault=Liaison-Tresor
es.Vault=Bóveda de Liaison

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked

[InstallDelete]
; What an earlier version had and this one has not would be found and loaded.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Root}\dist\liaison\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\Liaison"; Filename: "{app}\liaison.exe"; AppUserModelID: "org.liaison.Liaison"
Name: "{autodesktop}\Liaison"; Filename: "{app}\liaison.exe"; AppUserModelID: "org.liaison.Liaison"; Tasks: desktopicon

[Registry]
; HKA is the machine's part of the registry or the user's, as it was installed.
Root: HKA; Subkey: "Software\Classes\.liaison"; ValueType: string; ValueData: "Liaison.Vault"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.liaison"; ValueType: string; ValueName: "Content Type"; ValueData: "application/x-liaison"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\Liaison.Vault"; ValueType: string; ValueData: "{cm:Vault}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Liaison.Vault\DefaultIcon"; ValueType: string; ValueData: "{app}\liaison.exe,0"
Root: HKA; Subkey: "Software\Classes\Liaison.Vault\shell\open\command"; ValueType: string; ValueData: """{app}\liaison.exe"" ""%1"""

[Run]
Filename: "{app}\liaison.exe"; Description: "{cm:LaunchProgram,Liaison}"; Flags: nowait postinstall skipifsilent

[UninstallDelete]
Type: filesandordirs; Name: "{app}\_internal"
