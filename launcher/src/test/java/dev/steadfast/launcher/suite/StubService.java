package dev.steadfast.launcher.suite;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Stands where a built service would: a program that is ready at once, and ends itself with code 7
 * when asked for {@code /crash}.
 */
final class StubService {
  private StubService() {}

  /** Runs the stub on the ports that the suite gives to a service. */
  public static void main(String[] args) throws IOException {
    String port = System.getenv().getOrDefault("STEADFAST_HTTP_PORT", "0");
    String managementPort = System.getenv().getOrDefault("STEADFAST_MANAGEMENT_PORT", port);
    HttpServer server = serverAt(port);
    HttpServer management = managementPort.equals(port) ? server : serverAt(managementPort);
    management.createContext(
        "/q/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.createContext(
        "/v1/goals",
        exchange -> {
          byte[] none = "{\"items\":[]}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, none.length);
          exchange.getResponseBody().write(none);
          exchange.close();
        });
    server.createContext(
        "/crash",
        exchange -> {
          System.out.println("last words of a stub");
          Runtime.getRuntime().halt(7);
        });
    server.start();
    if (!management.equals(server)) {
      management.start();
    }
  }

  private static HttpServer serverAt(String port) throws IOException {
    return HttpServer.create(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)), 0);
  }

  /** Puts a jar that starts the stub where the suite looks for each service. */
  static void install(Path root) throws IOException {
    for (Service service : Service.values()) {
      Path jar = root.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
      Files.createDirectories(jar.getParent());
      Manifest manifest = new Manifest();
      Attributes attributes = manifest.getMainAttributes();
      attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
      attributes.put(Attributes.Name.MAIN_CLASS, StubService.class.getName());
      attributes.put(
          Attributes.Name.CLASS_PATH,
          StubService.class.getProtectionDomain().getCodeSource().getLocation().toString());
      new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }
  }
}
