# shellcheck shell=bash disable=SC2034
# What the set-up unpacks: the release of Debian it comes from, the package, the version that was tested. Where an
# archive has moved on, the newest version of that release is taken instead, and the folder's name says which.
# cmake/dependencies.cmake pins the same versions upstream, for machines without these packages.

PIN_EIGEN="testing libeigen3-dev 5.0.1-3"
PIN_IMGUI="testing imgui 1.92.2b+ds-1"
PIN_DOCTEST="trixie doctest-dev 2.4.11-1"
PIN_OPENSANS="testing fonts-open-sans 3.003~git20231116+ds-1"
PIN_DEJAVU="trixie fonts-dejavu-core 2.37-8"
PIN_SDL2="trixie libsdl2 2.32.4+dfsg-1"
PIN_EMSCRIPTEN="trixie emscripten 3.1.69+dfsg-3"
PIN_BINARYEN="trixie binaryen 120-4"

# The oldest Emscripten that is used when it is on the PATH.
EMSCRIPTEN_MINIMUM=3.1.69
# The LLVM that the unpacked Emscripten wants; from the machine's own release where that has it.
LLVM_MAJOR=19

# A change of how something is unpacked or built makes a new folder.
RECIPE=1
