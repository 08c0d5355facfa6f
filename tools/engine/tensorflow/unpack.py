"""Takes the libraries and the C headers out of the wheels in a folder: python3 unpack.py WHEELS TARGET"""
import pathlib
import sys
import zipfile

HEADERS = ("tensorflow/include/tensorflow/c/", "tensorflow/include/tensorflow/core/platform/ctstring", "tensorflow/include/tsl/platform/ctstring", "tensorflow/include/xla/tsl/")


def wanted(name):
    return name.startswith(("tensorflow/libtensorflow", "nvidia/")) or (name.endswith(".h") and name.startswith(HEADERS))


wheels, target = sys.argv[1:]
for wheel in pathlib.Path(wheels).glob("*.whl"):
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(target, [name for name in packed.namelist() if wanted(name)])
