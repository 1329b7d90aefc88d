@echo off
rem The companion: workbook --help
setlocal
cd /d "%~dp0"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
set "CLASS_PATH=scenario-1-basics\target\workbook\classpath"
if not exist "%CLASS_PATH%" (
  echo First start: building what the companion needs. After an update run:
  echo mvn -q process-test-classes -pl scenario-1-basics
  call mvn -q process-test-classes -pl scenario-1-basics
  if errorlevel 1 exit /b 1
)
rem A class path may be longer than a variable holds; java reads it from an argument file.
"%JAVA%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dfile.encoding=UTF-8 "@scenario-1-basics\target\workbook\java.args" workbook.kit.cli.Workbook %*
rem What the system says when there is no such program.
if %ERRORLEVEL% equ 9009 echo There is no java here: install a JDK 17 or newer, and put it on the PATH or set JAVA_HOME.
exit /b %ERRORLEVEL%
