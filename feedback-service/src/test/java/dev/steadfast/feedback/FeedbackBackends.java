package dev.steadfast.feedback;

import dev.steadfast.platform.testing.ServiceBackends;
import java.util.HashMap;
import java.util.Map;

/** The backends of this JVM and the settings that have no default. */
public class FeedbackBackends extends ServiceBackends {
  public static final String LINK_SECRET = "mK3v9Qx7Lr2Tn8Wb5Yc1Zd6Pf4Hg0Js2Ua";
  public static final String PUBLIC_URL = "https://help.acme.example";

  @Override
  public void init(Map<String, String> arguments) {
    super.init(Map.of("service", "feedback"));
  }

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(super.start());
    settings.put("steadfast.feedback.link-secret", LINK_SECRET);
    settings.put("steadfast.feedback.public-url", PUBLIC_URL + "/");
    return settings;
  }
}
