"""Unpacks from TensorFlow's wheel its C library and the headers that the Node binding includes.

usage: unpackWheel.py WHEEL FOLDER
"""
import sys
import zipfile

WANTED = (
    "tensorflow/libtensorflow_cc.so.2",
    "tensorflow/libtensorflow_framework.so.2",
    "tensorflow/include/tensorflow/c/",
    "tensorflow/include/tensorflow/core/platform/",
    "tensorflow/include/tsl/",
)

wheel, folder = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    archive.extractall(folder, [name for name in archive.namelist() if name.startswith(WANTED)])
