# Programs on the library, as a reader would write them; examples/ also has a page that drives window.lab.
add_executable(train_spiral examples/train_spiral.cpp)
target_link_libraries(train_spiral PRIVATE lab_core lab_warnings)
