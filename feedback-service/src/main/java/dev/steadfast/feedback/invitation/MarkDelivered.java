package dev.steadfast.feedback.invitation;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How an invitation reached its recipient. */
public record MarkDelivered(
    @Schema(
            minLength = 1,
            maxLength = 200,
            defaultValue = DEFAULT_VIA,
            description = "Such as email, chat or embed.")
        @Nullable String via) {
  static final String DEFAULT_VIA = "helpdesk";

  static String viaOf(Optional<MarkDelivered> request) {
    return request.map(MarkDelivered::via).orElse(DEFAULT_VIA);
  }
}
