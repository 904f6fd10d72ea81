@setlocal EnableExtensions DisableDelayedExpansion
@echo off
rem Starts the modular input that is named like this file, with the first Node found: inside the app, in
rem WEBSHELL_WATCH_NODE, on PATH, or the one that Splunk before 10.2 shipped.
rem Line ends are LF and there are no labels: cmd.exe reads that, and inspection takes the app for portable.

rem Splunk's own options are not meant for another program's Node.
set "NODE_OPTIONS="
set "NODE_PATH="
set "LD_LIBRARY_PATH="
rem A variable of that name would stand before the exit code.
set "ERRORLEVEL="

set "PROGRAM=%~dp0%~n0.cjs"
set "NODE="
rem Quotes around a folder are part of its name for a search along a path, and would part a name at its spaces below.
if defined WEBSHELL_WATCH_NODE set "WEBSHELL_WATCH_NODE=%WEBSHELL_WATCH_NODE:"=%"
if defined PATH set "SEARCHED=%PATH:"=%"
for %%N in (node.exe) do set "ON_PATH=%%~$SEARCHED:N"
for %%N in ("%~dp0..\windows_x86_64\bin\node.exe" "%WEBSHELL_WATCH_NODE%" "%ON_PATH%" "%SPLUNK_HOME%\bin\node.exe") do if not defined NODE if not "%%~N"=="" if exist "%%~N" set "NODE=%%~N"

if not defined NODE (
  >&2 echo FATAL %~n0: no Node.js found. Do one of these: ^(1^) install Node.js 20 or later so that node.exe is on the PATH of the user that runs Splunk, ^(2^) set WEBSHELL_WATCH_NODE=C:\path\to\node.exe in %%SPLUNK_HOME%%\etc\splunk-launch.conf and restart Splunk, ^(3^) install the package made with: webshell-watch package --with-node win-x64
  exit /b 1
)
"%NODE%" "%PROGRAM%" %*
exit /b %ERRORLEVEL%
