package dev.steadfast.gateway.testing;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** HTTP as bytes, for requests that no client library would send. */
public final class RawHttp {
  private RawHttp() {}

  /** Sends that text, with CRLF line ends, and reads until the connection ends. */
  public static String exchange(String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(request.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends that head, waits for the answer to it, sends the body, and reads the rest. */
  public static String exchangeWithContinue(String head, String body) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      byte[] first = new byte[25];
      int read = socket.getInputStream().readNBytes(first, 0, first.length);
      socket.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return new String(first, 0, read, StandardCharsets.UTF_8)
          + new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
