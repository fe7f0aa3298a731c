package dev.steadfast.metrics.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.platform.problem.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event of a batch that was not taken.
 *
 * @param position in the batch, from 0
 * @param id of the event, where it could be read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rejection(int position, @Nullable String id, List<FieldError> errors) {}
