/**
 * People who were erased: out of invitations and answers, and kept out. What has to go is told by
 * the topic {@code erasures}.
 */
@NullMarked
package dev.steadfast.feedback.erasure;

import org.jspecify.annotations.NullMarked;
