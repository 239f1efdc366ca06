"""A browser without a window, driven through chromedriver: WebDriver (https://www.w3.org/TR/webdriver2/) over HTTP, by the standard library."""

import base64
import http.client
import json
import os
import subprocess
import tempfile

ESCAPE = "\ue00c"


class DriverError(Exception):
    """What chromedriver answered instead of a value."""


class Browser:
    """One session; ends with the `with` that it is made by."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="refigure-browser-")
        self.driver = subprocess.Popen(
            ["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            self.port = self._port()
            self.session = self._begin()
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _port(self):
        for line in self.driver.stdout:
            if "started successfully on port" in line:
                return int(line.rstrip(".\n").split()[-1])
        raise DriverError("chromedriver did not start")

    def _begin(self):
        arguments = ["--headless=new", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={self.folder.name}"]
        # Containers have little shared memory, and root no sandbox: nothing but pages of this project is opened.
        arguments += ["--disable-dev-shm-usage"] + (["--no-sandbox"] if os.geteuid() == 0 else [])
        options = {"args": arguments}
        capabilities = {
            "browserName": "chrome", "goog:chromeOptions": options, "timeouts": {"script": 300_000},
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
        self.session = None
        answer = self._send("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}})
        self.version = answer["capabilities"]["browserVersion"]
        return answer["sessionId"]

    def _send(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        try:
            connection.request(
                method, path, None if body is None else json.dumps(body), {"Content-Type": "application/json"})
            value = json.loads(connection.getresponse().read())["value"]
        finally:
            connection.close()
        if isinstance(value, dict) and "error" in value and "message" in value:
            raise DriverError(f"{value['error']}: {value['message'].splitlines()[0]}")
        return value

    def send(self, method, path, body=None):
        return self._send(method, f"/session/{self.session}{path}", body)

    def close(self):
        try:
            if getattr(self, "session", None):
                self.send("DELETE", "")
        except (DriverError, OSError):
            pass
        self.driver.terminate()
        self.driver.wait()
        self.folder.cleanup()

    def open(self, address):
        """Goes to the page and waits until it is loaded."""
        self.send("POST", "/url", {"url": address})

    def devtools(self, command, **parameters):
        return self.send("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def view(self, width, height, dark):
        """How large the page is seen, as a phone shows it where it is narrow, and in which colours."""
        self.devtools(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.devtools("Emulation.setEmulatedMedia", features=[scheme])

    def script(self, source, *arguments):
        """The value of a function's body; of a promise, what it comes to."""
        return self.send("POST", "/execute/sync", {"script": source, "args": list(arguments)})

    def evaluate(self, expression):
        """The value of an expression, in pages without scripting too."""
        answer = self.devtools("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise DriverError(json.dumps(answer["exceptionDetails"])[:400])
        return answer["result"].get("value")

    def press(self, key):
        keys = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self.send("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": keys}]})

    def picture(self, path):
        """Writes what is seen now, as PNG."""
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.devtools("Page.captureScreenshot", format="png")["data"]))

    def messages(self):
        """What the console was told since it was last asked: (level, text)."""
        return [(entry["level"], entry["message"]) for entry in self.send("POST", "/se/log", {"type": "browser"})]

    def requests(self):
        """The addresses that were asked for since this was last asked, and those that failed."""
        asked, failed, addresses = [], [], {}
        for entry in self.send("POST", "/se/log", {"type": "performance"}):
            event = json.loads(entry["message"])["message"]
            parameters = event.get("params", {})
            if event["method"] == "Network.requestWillBeSent":
                addresses[parameters["requestId"]] = parameters["request"]["url"]
                asked.append(parameters["request"]["url"])
            elif event["method"] == "Network.loadingFailed" and parameters["requestId"] in addresses:
                # What the browser asks for on its own behalf is none of the page's.
                failed.append(f"{addresses[parameters['requestId']]}: {parameters.get('errorText')}")
        return asked, failed
