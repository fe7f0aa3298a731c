/**
 * Goal events as server-sent events, each tenant its own. A reader resumes at any replica without a
 * gap or a double.
 */
@NullMarked
package dev.steadfast.gateway.stream;

import org.jspecify.annotations.NullMarked;
