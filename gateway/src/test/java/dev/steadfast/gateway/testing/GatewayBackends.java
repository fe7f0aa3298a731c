package dev.steadfast.gateway.testing;

import dev.steadfast.launcher.embedded.Backends;
import dev.steadfast.launcher.embedded.FreePort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Settings of a gateway whose services a test starts itself, see {@link StubService}. */
public class GatewayBackends implements QuarkusTestResourceLifecycleManager {
  /** The operator's first key. */
  public static final String ADMIN_KEY =
      "sf_Operator00000001_4nUjYt8sWq2ZbVx6KcMd0LpEoRi9HgFa1TzCy3Nv5Bw";

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(Backends.shared().settings("gateway"));
    for (String service : new String[] {"metrics", "feedback", "goals"}) {
      settings.put("steadfast.gateway." + service + "-url", "http://127.0.0.1:" + FreePort.any());
    }
    settings.put("steadfast.gateway.public-url", "https://steadfast.example");
    settings.put("steadfast.gateway.key-pepper", "Zr5kT1pQ8wXy3vNc7mLd2sHg9jBf4aUe");
    settings.put("steadfast.gateway.bootstrap-key", ADMIN_KEY);
    settings.put("steadfast.gateway.signing-key-file", signingKey().toString());
    settings.put("steadfast.gateway.idle-timeout", "2s");
    settings.put("steadfast.gateway.import-limit", "8M");
    settings.put("steadfast.gateway.stream-heartbeat", "1s");
    settings.put("steadfast.gateway.address-rate", "20");
    settings.put("steadfast.gateway.key-freshness", "1s");
    settings.put("steadfast.gateway.stream-buffer", "500");
    settings.put("steadfast.gateway.openapi-freshness", "1s");
    settings.put("steadfast.gateway.cors-origins", "https://board.example");
    return settings;
  }

  private static Path signingKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      Path file = Files.createTempFile("gateway-signing-key", ".pem");
      file.toFile().deleteOnExit();
      return Files.writeString(
          file,
          "-----BEGIN PRIVATE KEY-----\n"
              + Base64.getMimeEncoder()
                  .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
              + "\n-----END PRIVATE KEY-----\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    // ends with the JVM
  }
}
