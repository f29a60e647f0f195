"""Executes a notebook from a clean TypeScript kernel; exit status 1 when a cell fails.

usage: executeNotebook.py NOTEBOOK [--write]

--write keeps the outputs in the notebook.
"""
import os
import pathlib
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

KERNEL = {"name": "tslab", "display_name": "TypeScript (SAXS)", "language": "typescript"}
SECONDS_PER_CELL = 1800
SECONDS_TO_START = 300


def fill_in_counts(notebook):
    """tslab sends no execution counts: the cells are numbered in their order."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(code, start=1):
        cell.execution_count = number
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = number


def write(notebook, path):
    """Replaces the file in one step, so that an interrupted run leaves the old one."""
    temporary = path.with_suffix(".ipynb.part")
    nbformat.write(notebook, temporary)
    os.replace(temporary, path)


def main(path, keep):
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        kernel_name=KERNEL["name"],
        timeout=SECONDS_PER_CELL,
        startup_timeout=SECONDS_TO_START,
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        print(f"{path.name}: {error}", file=sys.stderr)
        return 1
    if keep:
        notebook.metadata["kernelspec"] = KERNEL
        fill_in_counts(notebook)
        write(notebook, path)
    return 0


sys.exit(main(pathlib.Path(sys.argv[1]).resolve(), "--write" in sys.argv[2:]))
