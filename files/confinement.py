"""What a process may no longer do once it starts to read a file of somebody else.

Memory and time are limited, and on Linux the kernel refuses a connection, another program and a
new process, whoever the process runs as. No right is needed for that, also not in a container.
"""

import ctypes
import platform
import resource
import struct
import sys

MEMORY = 500 << 20
SECONDS = 8  # of the processor
# The numbers of the kernel's calls: of both machines that the portal runs on.
MACHINES = {
    "x86_64": (0xC000003E, {"socket": 41, "connect": 42, "clone": 56, "fork": 57, "vfork": 58,
                            "execve": 59, "ptrace": 101, "execveat": 322,
                            "io_uring_setup": 425, "clone3": 435}),
    "aarch64": (0xC00000B7, {"ptrace": 117, "socket": 198, "connect": 203, "clone": 220,
                             "execve": 221, "execveat": 281, "io_uring_setup": 425,
                             "clone3": 435}),
}  # fmt: skip
NO_NEW_PRIVILEGES, SECCOMP, WITH_FILTER = 38, 22, 2
LOAD, EQUAL, AT_LEAST, ANSWER = 0x20, 0x15, 0x35, 0x06
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050000 | 1, 0x80000000
OTHER_WAY_OF_CALLING = 0x40000000  # the same calls under other numbers


def confine() -> None:
    """From here on nothing but reading, reckoning and answering."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    shut_the_doors()


def shut_the_doors() -> bool:
    """Whether the kernel took the list of what it has to refuse."""
    if not sys.platform.startswith("linux") or platform.machine() not in MACHINES:
        return False
    rules = filter_for(*MACHINES[platform.machine()])
    kept = ctypes.create_string_buffer(rules, len(rules))
    program = struct.pack("HP", len(rules) // 8, ctypes.addressof(kept))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return not libc.prctl(SECCOMP, WITH_FILTER, program, 0, 0)


def filter_for(machine: int, calls: dict[str, int]) -> bytes:
    """The list as the kernel reads it: (code, when true, when false, value) for each step."""
    steps = [(LOAD, 0, 0, 4), (EQUAL, 1, 0, machine), (ANSWER, 0, 0, KILL), (LOAD, 0, 0, 0)]
    steps += [(AT_LEAST, 0, 1, OTHER_WAY_OF_CALLING), (ANSWER, 0, 0, REFUSE)]
    for number in calls.values():
        steps += [(EQUAL, 0, 1, number), (ANSWER, 0, 0, REFUSE)]
    steps.append((ANSWER, 0, 0, ALLOW))
    return b"".join(struct.pack("HBBI", *step) for step in steps)
