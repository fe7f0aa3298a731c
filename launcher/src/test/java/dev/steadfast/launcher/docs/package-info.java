/** The documents are held to what there is. */
@NullMarked
package dev.steadfast.launcher.docs;

import org.jspecify.annotations.NullMarked;
