/** What a shell needs to complete our command line: it asks yargs, which knows every command and flag, by a hidden flag. */
export const shells = ['bash', 'zsh', 'fish', 'kubectl'] as const;
export type Shell = (typeof shells)[number];

/** These take a file, and a shell knows files best. */
const takesFile = ['-f', '--filename', '--manifests', '--from', '--record', '--kubeconfig', '--baseline', '--history', '--to', '--done-file'].join(' | ');

/** yargs answers in the form of the shell that $SHELL names, which need not be the one that asks. */
const ask = (shell: string, program: string): string => `SHELL=${shell} ${program} --get-yargs-completions`;

const bash = `# bash completion of netproof: source <(netproof completion bash)
_netproof_completions() {
  case "\${COMP_WORDS[COMP_CWORD-1]}" in
    ${takesFile}) COMPREPLY=(); return ;;
  esac
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "$(${ask('bash', 'netproof')} "\${COMP_WORDS[@]:0:COMP_CWORD+1}" 2>/dev/null)" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _netproof_completions netproof
`;

const zsh = `#compdef netproof
# zsh completion of netproof: netproof completion zsh > "\${fpath[1]}/_netproof"
_netproof() {
  local -a reply
  case "\${words[CURRENT-1]}" in
    ${takesFile}) _files; return ;;
  esac
  reply=("\${(@f)$(${ask('zsh', 'netproof')} "\${(@)words[1,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${reply[1]}" ]]; then _describe 'netproof' reply; else _files; fi
}
if [[ "\${zsh_eval_context[-1]}" == loadautofunc ]]; then _netproof "$@"; else compdef _netproof netproof; fi
`;

const fish = `# fish completion of netproof: netproof completion fish > ~/.config/fish/completions/netproof.fish
function __netproof_completions
  env ${ask('fish', 'netproof')} (commandline -opc) (commandline -ct) 2>/dev/null
end
complete -c netproof -a '(__netproof_completions)'
`;

/** kubectl runs it for its plugin, with the words after the plugin's name; the last line says that files are welcome, too. */
const kubectl = `#!/usr/bin/env sh
# completion of kubectl netproof: save it as kubectl_complete-netproof, executable, in a folder of $PATH
${ask('sh', 'kubectl-netproof')} netproof "$@" 2>/dev/null
echo :0
`;

export const completionScripts: Readonly<Record<Shell, string>> = { bash, zsh, fish, kubectl };
