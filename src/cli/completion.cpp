// lab completion: scripts that let a shell complete what is typed after `lab`. They ask the program itself
// (lab --complete, cli/complete.h), so that they are never older than it is.
#include <array>
#include <ostream>

#include "cli/command_line.h"
#include "core/text.h"

namespace lab::cli {
namespace {

// Readline cuts words at "=": what stands before it in the word is not part of a reply. Works from bash 3.2 on, but for
// the blank after "key=", which compopt of bash 4 leaves out.
constexpr std::string_view bash = R"SCRIPT(# Completion of lab for bash: source <(lab completion bash)
_lab() {
  local IFS=$' \t\n' typed reply before words
  read -ra words <<< "${COMP_LINE:0:COMP_POINT}"
  [[ ${COMP_LINE:0:COMP_POINT} == *[[:space:]] ]] && words+=('')
  typed=${words[${#words[@]}-1]}
  before=
  [[ $typed == *=* && $COMP_WORDBREAKS == *=* ]] && before=${typed%"${typed##*=}"}
  COMPREPLY=()
  while IFS= read -r reply; do
    reply=${reply%%$'\t'*}
    if [[ $reply == :path ]]; then
      compopt -o default 2>/dev/null
      return
    fi
    [[ $reply == *= ]] && compopt -o nospace 2>/dev/null
    COMPREPLY+=("${reply#"$before"}")
  done < <("${words[0]/#\~/$HOME}" --complete "${words[@]:1}" 2>/dev/null)
}
complete -F _lab lab
)SCRIPT";

constexpr std::string_view zsh = R"SCRIPT(#compdef lab
# Completion of lab for zsh: source <(lab completion zsh), or a file _lab in a folder of $fpath.
_lab() {
  local -a found
  found=("${(@f)$(${~words[1]} --complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
  found=("${(@)found%%$'\t'*}")
  if [[ $found[1] == :path ]]; then
    compset -P '*='
    _files
    return
  fi
  compadd -S '' -- "${(@)${(@M)found:#*=}}"
  compadd -- "${(@)${(@)found:#*=}:#}"
}
if [[ $funcstack[1] == _lab ]]; then _lab "$@"; else compdef _lab lab; fi
)SCRIPT";

constexpr std::string_view fish = R"SCRIPT(# Completion of lab for fish: lab completion fish | source
function __lab_complete
  set -l words (commandline -opc)
  set -l typed (commandline -ct)
  set -l found ($words[1] --complete $words[2..-1] "$typed" 2>/dev/null)
  if test "$found[1]" = :path
    set -l before (string match -r '^--[^=]*=' -- "$typed")
    printf '%s\n' "$before"(__fish_complete_path (string replace -r '^--[^=]*=' '' -- "$typed"))
  else
    printf '%s\n' $found
  end
end
complete -c lab -f -a '(__lab_complete)'
)SCRIPT";

constexpr OperandSpec operands[] = {{Operand::word, "bash", "source <(lab completion bash)"},
                                    {Operand::word, "zsh", "source <(lab completion zsh), after compinit"},
                                    {Operand::word, "fish", "lab completion fish | source"}};

constexpr std::string_view about =
    R"(Prints a script for the shell: the Tab key then completes commands, options, settings, their values and presets.
Put the line beside the shell's name below into its start-up file, with the path of lab where it is not on the PATH.
)";

ExitCode run(Arguments arguments, Terminal& terminal) {
  if (arguments.empty()) return usageError(terminal, "completion", "The shell is missing: bash, zsh or fish.");
  if (arguments.size() > 1) {
    return usageError(terminal, "completion",
                      "It takes one shell, but " + quoted(arguments[1]) + " was given as well.");
  }
  const std::string& shell = arguments[0];
  if (shell == "bash") {
    terminal.out << bash;
  } else if (shell == "zsh") {
    terminal.out << zsh;
  } else if (shell == "fish") {
    terminal.out << fish;
  } else {
    constexpr std::array<std::string_view, 3> shells{"bash", "zsh", "fish"};
    return usageError(terminal, "completion",
                      quoted(shell) + " is not a shell that is known here." + suggestion(shell, shells) +
                          " There are bash, zsh and fish.");
  }
  return success;
}

}  // namespace

TerminalCommand completionCommand() {
  return {.name = "completion",
          .summary = "print what lets bash, zsh or fish complete with the Tab key",
          .usage = "bash | zsh | fish",
          .about = about,
          .operands = operands,
          .run = run};
}

}  // namespace lab::cli
