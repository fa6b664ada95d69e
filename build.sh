#!/bin/sh
# ./build.sh [build | test | pester | demo | bench | fuzz | help | package | clean] [arguments of tests/lab]
# The same tasks as build.ps1, for machines without PowerShell. What they do is in build/build.proj and tests/lab.
set -eu
cd "$(dirname "$0")"
task=${1:-build}
[ $# -eq 0 ] || shift

if ! command -v dotnet >/dev/null 2>&1; then
    echo "The .NET 10 SDK is missing: install it and put 'dotnet' on the PATH." >&2
    exit 1
fi

compile() {
    dotnet msbuild build/build.proj -nologo -verbosity:minimal -target:"$1"
}

lab() {
    exec dotnet tests/lab/bin/Release/net10.0/SwarmTools.Lab.dll "$@"
}

case $task in
    build) compile Build ;;
    package) compile Package ;;
    clean) compile Clean ;;
    fuzz) compile Fuzz ;;
    help) compile Help ;;
    test | pester | demo | bench)
        compile Build
        lab "$task" "$@"
        ;;
    *)
        echo "'$task' is not a task. Tasks are build, test, pester, demo, bench, fuzz, help, package and clean." >&2
        exit 2
        ;;
esac
