package dev.steadfast.launcher.suite;

import dev.steadfast.launcher.embedded.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Generated secrets, one file each (mode 600) in a folder of mode 700; made on first use and kept.
 */
final class SecretStore {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path folder;

  SecretStore(Path folder) {
    this.folder = folder;
  }

  /** The random secret of that name. */
  String secret(String name) {
    return read(keep(folder.resolve(name), Secret::random));
  }

  /** The file with the gateway's signing key: PEM, PKCS#8, elliptic curve P-256. */
  Path signingKey() {
    return keep(folder.resolve("signing-key.pem"), SecretStore::newSigningKey);
  }

  /** The first API key: {@code sf_}, 16 characters that identify it, {@code _}, 256 random bits. */
  String adminKey(Path file) {
    return read(keep(file, () -> "sf_" + letters(16) + "_" + letters(43)));
  }

  private static String letters(int count) {
    StringBuilder text = new StringBuilder();
    while (text.length() < count) {
      text.append(Secret.random().replaceAll("[^A-Za-z0-9]", ""));
    }
    return text.substring(0, count);
  }

  private static String newSigningKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      String encoded =
          Base64.getMimeEncoder(64, new byte[] {'\n'})
              .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
      return "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n";
    } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
      throw new IllegalStateException("this JDK has no elliptic curves", e);
    }
  }

  private static Path keep(Path file, Supplier<String> fresh) {
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(file.toAbsolutePath().getParent(), OWNER_FOLDER);
        Path partial = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(partial);
        Files.createFile(partial, OWNER_ONLY);
        Files.writeString(partial, fresh.get());
        Files.move(partial, file);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep a secret in " + file, e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
