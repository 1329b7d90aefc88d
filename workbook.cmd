@echo off
rem The companion: workbook --help
setlocal
cd /d "%~dp0"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
set "CLASS_PATH=scenario-1-basics\target\workbook\classpath"
if not exist "%CLASS_PATH%" (
  echo First start: building what the companion needs. After an update run: mvn -q test-compile
  call mvn -q process-test-classes -pl scenario-1-basics || exit /b 1
)
rem A class path may be longer than a variable holds; java reads it from an argument file.
"%JAVA%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dfile.encoding=UTF-8 "@scenario-1-basics\target\workbook\java.args" workbook.kit.cli.Workbook %*
