"""python -m config.embedded: the launcher's command line."""

import argparse
import sys

from config.embedded import commands
from config.embedded.account import ServerError


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m config.embedded", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("run", help="the whole portal, until Ctrl-C")
    execute = actions.add_parser("exec", help="a command beside throwaway servers, for tests")
    execute.add_argument("command", nargs="+")
    manage = actions.add_parser("manage", help="a manage.py command on the development database")
    manage.add_argument("command", nargs="+")
    actions.add_parser("drill", help="whether a copy of the development database comes back")
    actions.add_parser("reset", help="throw away all development data")
    given = parser.parse_args()
    try:
        match given.action:
            case "exec":
                return commands.execute(given.command)
            case "manage":
                return commands.manage(given.command)
            case action:
                plain = {"run": commands.run, "drill": commands.drill, "reset": commands.reset}
                return plain[action]()
    except ServerError as problem:
        print(problem, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main())
