# Sourced by the commands beside it; no command itself. Goes to the project's root, where their arguments are relative to.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# build application|tests [option of Maven for what libraries there are ...]
# Brings what a command runs up to date, the packaged application too where it is asked for, and sets $libraries, and
# $classpath with what was compiled before these.
build() {
  local what=$1 file=target/bench-classpath.txt goals=test-compile
  shift
  [ "$what" = tests ] || goals="package -DskipTests"
  # shellcheck disable=SC2086 # the goals are words
  ./mvnw -q -B -ntp $goals
  # by itself: with other libraries Maven would compile everything anew
  ./mvnw -q -B -ntp "$@" dependency:build-classpath -Dmdep.outputFile="$file" -Dmdep.includeScope=test
  libraries=$(cat "$file")
  classpath=target/test-classes:target/classes:$libraries
}

# start [option of Java ...] class [argument ...]
# Becomes a program of what was built. Libraries log by a manager that has to be named before anything logs.
start() {
  exec java -Djava.util.logging.manager=org.jboss.logmanager.LogManager -cp "$classpath" "$@"
}
