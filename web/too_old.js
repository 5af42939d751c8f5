// Runs only where modules are unknown; written for just such browsers.
(function () {
  var report = function () {
    document.getElementById("problem-title").textContent = "This browser is too old";
    document.getElementById("problem-text").textContent =
      "The lab needs a browser with WebAssembly SIMD and WebGL 2: Chrome or Edge 91, Firefox 89, Safari 16.4, or later.";
    document.getElementById("problem").removeAttribute("hidden");
  };
  document.addEventListener("DOMContentLoaded", report);
})();
