/**
 * What holds for the whole service: how strictly JSON is read, and what every operation of its
 * OpenAPI document says. The features are in the packages below.
 */
@NullMarked
package dev.steadfast.feedback;

import org.jspecify.annotations.NullMarked;
