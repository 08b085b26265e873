"""The default servers: real PostgreSQL and Valkey for a newcomer, without Docker.

`python -m config.embedded run` starts them with web, worker and beat; `exec -- command` runs a
command beside throwaway servers for tests; `manage -- command` runs one of manage.py's commands on
the development database. DATABASE_URL, REDIS_URL and EMAIL_URL in the environment replace them.

    commands.py   what the launcher can be asked
    portal.py     the portal itself: its environment, its database, web, worker and beat
    session.py    one set of servers: for `run`, or for a test run
    procfile.py   honcho, a little gentler
    servers.py    PostgreSQL and Valkey as child processes
    account.py    who runs them, from which folder, with which programs (root needs another account)
    processes.py  one launcher at a time, children that die with it, leftovers of a killed one
    memory.py     what is remembered between starts: passwords and ports
"""
